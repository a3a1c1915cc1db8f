#!/usr/bin/env bash
# What `--parquet` takes on a year of the typical county with all its incidents: bytes of each table
# in both forms, and time and peak memory of adding Parquet to the result beside those of only
# telling it again.
# Usage: benches/parquet.sh [replications, default 1]
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --quiet --release --features parquet --bin tiaokuai
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
study=(run scenarios/baseline/typical.toml --replications "${1:-1}" --plots none --out "$out/result")
target/release/tiaokuai "${study[@]}" --incidents >"$out/stdout" 2>"$out/stderr"
tell() {
    /usr/bin/time -o "$out/time" -f '%e s, %U s of processor, %M KB at most' \
        target/release/tiaokuai "${study[@]}" "$@" >"$out/stdout" 2>"$out/stderr"
    printf '%-24s %s\n' "${*:-as it is}" "$(cat "$out/time")"
}
tell
tell --parquet
printf '\n%-14s %10s %12s %12s\n' table rows csv parquet
for table in "$out/result"/*.csv; do
    printf '%-14s %10d %12d %12d\n' "$(basename "$table" .csv)" "$(($(wc -l <"$table") - 1))" \
        "$(stat -c %s "$table")" "$(stat -c %s "${table%.csv}.parquet")"
done
