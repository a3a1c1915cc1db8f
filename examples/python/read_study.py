"""Read the tables of a study with pandas, polars and DuckDB, check that all readings agree,
compute its headline contrasts once more from the single runs, and draw them.

    python read_study.py outputs/demo --out outputs/python --lang en
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from scipy.stats import ttest_rel

from draw_study import draw


class Disagreement(Exception):
    """Two readings of the same numbers differ."""


def schema_of(table: Path) -> pa.Schema:
    """Types of the columns: Parquet states them; a CSV alone is left to polars to guess."""
    parquet = table.with_suffix(".parquet")
    if parquet.exists():
        schema = pq.read_schema(parquet)
    else:
        schema = pl.read_csv(table, infer_schema_length=None).to_arrow().schema
    words = {field.name for field in schema if pa.types.is_dictionary(field.type) or pa.types.is_large_string(field.type)}
    return pa.schema([(field.name, pa.string() if field.name in words else field.type) for field in schema])


def with_pandas(path: Path, text: list[str]) -> pd.DataFrame:
    """pandas takes words like NA for nothing unless told otherwise, and before 3.1 reads decimals
    to the bit only with `float_precision="round_trip"`."""
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    return pd.read_csv(path, keep_default_na=False, na_values=[""], dtype=dict.fromkeys(text, "str"))


def with_polars(path: Path, text: list[str]) -> pl.DataFrame:
    """Lazy reading (`scan_parquet`, `scan_csv`) takes the same words."""
    if path.suffix == ".parquet":
        return pl.read_parquet(path)
    return pl.read_csv(path, infer_schema_length=None, schema_overrides=dict.fromkeys(text, pl.String))


def with_duckdb(path: Path, text: list[str]) -> duckdb.DuckDBPyRelation:
    """Nothing is loaded until asked for; SQL goes over the file."""
    if path.suffix == ".parquet":
        return duckdb.read_parquet(str(path))
    return duckdb.read_csv(str(path), header=True, sample_size=-1, dtype=dict.fromkeys(text, "VARCHAR"))


def agree(table: Path) -> int:
    """Holds every reading of a table to the first; the number of readings."""
    schema = schema_of(table)
    text = [field.name for field in schema if pa.types.is_string(field.type)]
    readings: dict[str, pa.Table] = {}
    for path in filter(Path.exists, [table, table.with_suffix(".parquet")]):
        readings[f"pandas {path.name}"] = pa.Table.from_pandas(with_pandas(path, text), preserve_index=False)
        readings[f"polars {path.name}"] = with_polars(path, text).to_arrow()
        readings[f"DuckDB {path.name}"] = with_duckdb(path, text).to_arrow_table()
    cast = {name: read.cast(schema) for name, read in readings.items()}
    first, *others = cast
    for other in others:
        differing = [name for name in schema.names if not cast[first][name].equals(cast[other][name])]
        if differing:
            raise Disagreement(f"{first} and {other} differ in {', '.join(differing)}")
    return len(cast)


def contrast_again(runs: pd.DataFrame, row: pd.Series) -> int:
    """Computes a contrast from the runs and holds it to the stored one; the number of pairs."""
    named = ["point", "population", "metric", "statistic"]
    of_row = runs[(runs[named] == row[named]).all(axis=1)]
    worlds = of_row.pivot(index="replication", columns="setup", values="value")
    pairs = worlds[[row["setup"], row["baseline"]]].dropna()
    test = ttest_rel(pairs[row["setup"]], pairs[row["baseline"]])
    interval = test.confidence_interval(0.95)
    difference = (pairs[row["setup"]] - pairs[row["baseline"]]).mean()
    found = pd.Series([difference, interval.low, interval.high, len(pairs), test.pvalue])
    stored = row[["estimate", "lower", "upper", "n", "p_value"]].astype(float)
    if not np.allclose(found, stored, rtol=1e-9, atol=0):
        raise Disagreement(f"{row['setup']} {row['metric']}: {found.tolist()} is not {stored.tolist()}")
    return len(pairs)


def main() -> None:
    """Reads, compares, computes again and draws."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("study", metavar="DIR", type=Path, help="folder of a result")
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("outputs/python"), help="folder of the figure")
    parser.add_argument("--lang", choices=["zh", "en"], default="en", help="language of the figure")
    asked = parser.parse_args()
    for table in sorted(asked.study.glob("*.csv")):
        print(f"{table.name}: {agree(table)} readings agree")
    runs, contrasts = (with_pandas(asked.study / f"{name}.csv", []) for name in ("runs", "contrasts"))
    headline = contrasts[contrasts["p_holm"].notna()]
    if headline.empty:
        sys.exit("no headline metric differs between setups: nothing to compute again or draw")
    for _, row in headline.iterrows():
        print(f"{row['setup']}, {row['metric']}: {contrast_again(runs, row)} pairs give the stored contrast")
    asked.out.mkdir(parents=True, exist_ok=True)
    figure = asked.out / f"differences.{asked.lang}.png"
    draw(asked.study, headline[headline["point"] == 0], asked.lang).savefig(figure, dpi=200)
    print(f"drawn: {figure}")


if __name__ == "__main__":
    try:
        main()
    except Disagreement as error:
        sys.exit(f"disagreement: {error}")
