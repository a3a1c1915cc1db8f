//! `--parquet`: the same tables with types, or a refusal that says how to have it.

use super::command::Desk;

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_refuses_and_names_the_remedy() {
    let desk = Desk::with_study();
    let before = desk.files();
    for words in [
        &["run", "study/experiment.toml", "--parquet"][..],
        &["merge", "a", "b", "--parquet"],
    ] {
        let en = desk.types(words);
        assert_eq!((en.status, en.out.as_str()), (Some(2), ""), "{en:?}");
        assert!(en.err.contains("cargo build --release --features parquet"));
        assert!(en.err.contains("or leave out --parquet"), "{}", en.err);
        let zh = desk.types(&[words, &["--lang=zh"]].concat());
        assert_eq!(zh.status, Some(2), "{zh:?}");
        assert!(zh.err.contains("编译时没有带 Parquet"), "{}", zh.err);
    }
    assert_eq!(desk.files(), before);
}

#[cfg(feature = "parquet")]
mod built {
    use std::fs::{self, File};

    use arrow_array::cast::AsArray;
    use arrow_array::types::{Float64Type, Int32Type, Int64Type, UInt64Type};
    use arrow_array::{Array, StringArray};
    use arrow_schema::DataType;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::super::command::SHORT_RUN;
    use super::*;

    /// A cell as a table writes it.
    fn cell(column: &dyn Array, row: usize) -> String {
        if column.is_null(row) {
            return String::new();
        }
        match column.data_type() {
            DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
            DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).to_string(),
            DataType::Float64 => column.as_primitive::<Float64Type>().value(row).to_string(),
            DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
            DataType::Dictionary(..) => {
                let words = column.as_dictionary::<Int32Type>();
                let texts: &StringArray = words.values().as_string();
                texts.value(words.key(row).expect("a word")).to_owned()
            }
            other => panic!("no table has cells of {other}"),
        }
    }

    /// Header and rows of a Parquet file.
    fn rows(desk: &Desk, name: &str) -> Vec<Vec<String>> {
        let file = File::open(desk.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
        let fields = reader.schema().fields().iter();
        let mut rows = vec![fields.map(|field| field.name().clone()).collect()];
        for batch in reader.build().expect("a reader") {
            let batch = batch.expect("a batch");
            for row in 0..batch.num_rows() {
                let columns = batch.columns().iter();
                rows.push(columns.map(|column| cell(column, row)).collect());
            }
        }
        rows
    }

    fn tables(desk: &Desk, out: &str, ending: &str) -> Vec<String> {
        let files = desk.files();
        let files = files.iter().filter_map(|file| file.strip_prefix(out));
        let stems = files.filter_map(|file| file.strip_prefix('/')?.strip_suffix(ending));
        stems
            .filter(|stem| !stem.contains('/'))
            .map(str::to_owned)
            .collect()
    }

    /// Every cell of every table is the same in both; the number of tables.
    fn assert_transcribed(desk: &Desk, out: &str) -> usize {
        let stems = tables(desk, out, ".csv");
        assert_eq!(tables(desk, out, ".parquet"), stems);
        for stem in &stems {
            let csv = desk.reads(&format!("{out}/{stem}.csv"));
            let mut reader = csv::ReaderBuilder::new();
            let mut csv = reader.has_headers(false).from_reader(csv.as_bytes());
            let expected: Vec<Vec<String>> = csv
                .records()
                .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
                .collect();
            let found = rows(desk, &format!("{out}/{stem}.parquet"));
            assert!(found == expected, "{stem} differs");
        }
        stems.len()
    }

    #[test]
    fn every_cell_of_every_table_is_the_same_at_any_number_of_threads() {
        let desk = Desk::with_study();
        let said = desk.runs(&["--parquet", "--incidents"]);
        assert_eq!(said.status, Some(0), "{said:?}");
        assert!(assert_transcribed(&desk, "out") >= 8);
        assert!(desk.reads("out/README.md").contains("`runs.parquet`"));
        let mut words = SHORT_RUN.to_vec();
        words[6] = "--out=alone";
        words[7] = "--threads=1";
        words.extend(["--parquet", "--incidents"]);
        assert_eq!(desk.types(&words).status, Some(0));
        for stem in tables(&desk, "out", ".parquet") {
            let read = |out: &str| fs::read(desk.path(&format!("{out}/{stem}.parquet")));
            let [one, two] = ["out", "alone"].map(|out| read(out).expect("Parquet"));
            assert!(one == two, "{stem} hangs on threads");
        }
    }

    #[test]
    fn it_is_added_to_what_is_there_and_goes_when_the_study_is_run_without() {
        let desk = Desk::with_study();
        assert_eq!(desk.runs(&["--incidents"]).status, Some(0));
        let incidents = desk.reads("out/incidents.csv");
        let manifest = desk.reads("out/manifest.json");
        let said = desk.runs(&["--parquet"]);
        assert_eq!(said.status, Some(0), "{said:?}");
        assert_transcribed(&desk, "out");
        assert!(desk.path("out/incidents.parquet").exists());
        assert_eq!(desk.reads("out/incidents.csv"), incidents);
        assert_eq!(desk.reads("out/manifest.json"), manifest);
        let mut words = SHORT_RUN.to_vec();
        words[4] = "--replications=3";
        words.extend(["--resume", "--parquet"]);
        let grown = desk.types(&words);
        assert_eq!(grown.status, Some(0), "{grown:?}");
        assert_transcribed(&desk, "out");
        assert!(!desk.path("out/incidents.parquet").exists());
        words[4] = "--replications=4";
        words.pop();
        assert_eq!(desk.types(&words).status, Some(0));
        assert_eq!(tables(&desk, "out", ".parquet"), Vec::<String>::new());
        assert!(!desk.reads("out/README.md").contains("parquet"));
    }

    #[test]
    fn an_overwritten_result_and_a_broken_one_keep_no_stale_file() {
        let desk = Desk::with_study();
        assert_eq!(desk.runs(&["--parquet", "--incidents"]).status, Some(0));
        fs::write(desk.path("out/frontier.parquet"), "of another design").expect("a file");
        fs::remove_file(desk.path("out/load.parquet")).expect("lost");
        assert_eq!(desk.runs(&["--parquet"]).status, Some(0));
        assert_transcribed(&desk, "out");
        let other = desk.runs(&["--overwrite", "--set=county.travel.speed_km_per_h=70"]);
        assert_eq!(other.status, Some(0), "{other:?}");
        assert_eq!(tables(&desk, "out", ".parquet"), Vec::<String>::new());
    }

    #[test]
    fn merged_shards_have_the_bytes_of_the_whole() {
        let desk = Desk::with_study();
        assert_eq!(desk.runs(&["--parquet"]).status, Some(0));
        for of in ["1/2", "2/2"] {
            let (shard, out) = (format!("--shard={of}"), format!("--out={of}"));
            let mut words = SHORT_RUN.to_vec();
            words[5] = &shard;
            words[6] = &out;
            assert_eq!(desk.types(&words).status, Some(0));
        }
        let words = ["merge", "2/2", "1/2", "--out=merged", "--plots=none"];
        let said = desk.types(&[&words[..], &["--parquet"]].concat());
        assert_eq!(said.status, Some(0), "{said:?}");
        let stems = tables(&desk, "out", ".parquet");
        assert_eq!(tables(&desk, "merged", ".parquet"), stems);
        for name in stems.iter().map(|stem| format!("{stem}.parquet")) {
            let [whole, merged] = ["out", "merged"].map(|out| fs::read(desk.path(out).join(&name)));
            assert!(
                whole.expect("Parquet") == merged.expect("Parquet"),
                "{name}"
            );
        }
        let shard = desk.runs(&["--shard=1/2", "--parquet"]);
        assert_eq!(shard.status, Some(2), "{shard:?}");
    }
}
