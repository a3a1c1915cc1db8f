//! A table that is written as Parquet and read back is the same table.

use std::fs;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type, UInt64Type};
use arrow_array::{Array, StringArray};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::*;
use crate::output::tables::{FAILURES, POINTS, RUNS};

const HEADER: &str = "point,setup,replication,seed,status,population,metric,unit,statistic,value\n";

fn transcribed(table: &str, columns: &[&str], csv: &str) -> Result<Vec<u8>, TranscriptError> {
    let about = Text::new("表", "table");
    let mut bytes = Vec::new();
    Sheet::new(table, &about, columns)?.transcribe(csv.as_bytes(), &mut bytes)?;
    Ok(bytes)
}

fn runs(rows: &str) -> Result<Vec<u8>, TranscriptError> {
    transcribed("runs.csv", RUNS, &format!("{HEADER}{rows}"))
}

fn read(folder: &tempfile::TempDir, bytes: &[u8]) -> ParquetRecordBatchReaderBuilder<File> {
    let path = folder.path().join("x.parquet");
    fs::write(&path, bytes).unwrap();
    ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap()
}

fn batch(bytes: &[u8]) -> RecordBatch {
    let folder = tempfile::tempdir().unwrap();
    let mut batches = read(&folder, bytes).build().unwrap();
    let batch = batches.next().unwrap().unwrap();
    assert!(batches.next().is_none());
    batch
}

#[test]
fn every_kind_of_cell_keeps_its_meaning() {
    let seed = u64::MAX;
    let rows = format!(
        "0,lines,3,{seed},ok,all,emerged,count,count,12\n\
         1,team,0,{seed},failed,,,,,\n"
    );
    let batch = batch(&runs(&rows).unwrap());
    let schema = batch.schema();
    let kinds: Vec<&DataType> = schema.fields().iter().map(|it| it.data_type()).collect();
    assert_eq!(kinds[0], &DataType::Int64);
    assert_eq!(kinds[3], &DataType::UInt64);
    assert_eq!(kinds[9], &DataType::Float64);
    assert_eq!(
        batch.column(0).as_primitive::<Int64Type>().values(),
        &[0, 1]
    );
    let seeds = batch.column(3).as_primitive::<UInt64Type>();
    assert_eq!(seeds.values(), &[seed, seed]);
    let setups = batch.column(1).as_dictionary::<Int32Type>();
    let setups = setups.downcast_dict::<StringArray>().unwrap();
    assert_eq!(
        setups.into_iter().flatten().collect::<Vec<_>>(),
        ["lines", "team"]
    );
    let values = batch.column(9).as_primitive::<Float64Type>();
    assert_eq!((values.value(0), values.is_null(1)), (12.0, true));
    assert!(batch.column(5).is_valid(0) && batch.column(5).is_null(1));
}

#[test]
fn numbers_are_the_same_bits_and_text_the_same_text() {
    let numbers = [
        0.1,
        1.0 / 3.0,
        1e-300,
        123_456_789.125,
        -2.5,
        5e-324,
        f64::MAX,
    ];
    let row = |number: &f64| format!("0,lines,0,1,ok,all,emerged,count,count,{number}\n");
    let rows: String = numbers.iter().map(row).collect();
    let batch = batch(&runs(&rows).unwrap());
    let read = batch
        .column(9)
        .as_primitive::<Float64Type>()
        .values()
        .iter();
    assert!(read.map(|it| it.to_bits()).eq(numbers.map(f64::to_bits)));
    let csv =
        "point,setup,replication,seed,error,command\n0,a,0,1,\"two, \"\"three\"\"\nfour 县\",run\n";
    let batch = super::tests::batch(&transcribed("failures.csv", FAILURES, csv).unwrap());
    let error = batch.column(4).as_string::<i32>().value(0);
    assert_eq!(error, "two, \"three\"\nfour 县");
}

#[test]
fn columns_carry_their_meaning_and_unit_and_the_table_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = transcribed("points.csv", POINTS, "point,factor,value\n0,,\n");
    let reader = read(&folder, &bytes.unwrap());
    let schema = reader.schema();
    let metadata = schema.field(2).metadata();
    assert_eq!(&metadata["description_en"], "the factor's value");
    assert_eq!(&metadata["description_zh"], "因子取值");
    assert_eq!(&schema.metadata()["description_en"], "table");
    let moment = Column::new("incidents.csv", "settled_s").unwrap();
    assert_eq!(&moment.field("incidents.csv").metadata()["unit"], "s");
}

#[test]
fn more_rows_than_a_row_group_holds_are_all_there_in_order() {
    let count = ROWS_OF_A_GROUP + ROWS_AT_ONCE + 3;
    let row = |at: usize| format!("{at},f,{}\n", at * 7);
    let rows: String = (0..count).map(row).collect();
    let bytes = transcribed("points.csv", POINTS, &format!("point,factor,value\n{rows}"));
    let bytes = bytes.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let reader = read(&folder, &bytes);
    assert_eq!(reader.metadata().num_row_groups(), 2);
    let mut next = 0;
    for batch in reader.build().unwrap() {
        let batch = batch.unwrap();
        let points = batch.column(0).as_primitive::<Int64Type>();
        let values = batch.column(2).as_string::<i32>();
        for (point, value) in points.values().iter().zip(values) {
            assert_eq!(
                (*point, value),
                (next, Some((next * 7).to_string().as_str()))
            );
            next += 1;
        }
    }
    assert_eq!(next, count as i64);
    let again = transcribed("points.csv", POINTS, &format!("point,factor,value\n{rows}"));
    assert!(again.unwrap() == bytes, "the same rows are the same bytes");
}

#[test]
fn a_table_without_rows_keeps_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = runs("").unwrap();
    let reader = read(&folder, &bytes);
    assert_eq!(reader.schema().fields().len(), RUNS.len());
    assert_eq!(
        reader
            .build()
            .unwrap()
            .flatten()
            .map(|it| it.num_rows())
            .sum::<usize>(),
        0
    );
}

#[test]
fn a_bad_cell_is_named_with_file_line_and_column() {
    let good = "0,lines,0,1,ok,all,emerged,count,count,1\n";
    for (cell, column, row) in [
        (
            "1.5",
            "replication",
            "0,lines,1.5,1,ok,all,emerged,count,count,1\n",
        ),
        ("-1", "seed", "0,lines,0,-1,ok,all,emerged,count,count,1\n"),
        (
            "NaN",
            "value",
            "0,lines,0,1,ok,all,emerged,count,count,NaN\n",
        ),
        (
            "1e999",
            "value",
            "0,lines,0,1,ok,all,emerged,count,count,1e999\n",
        ),
    ] {
        let error = runs(&format!("{good}{row}")).unwrap_err();
        let told = format!("runs.csv, line 3, column {column}: `{cell}` is not ");
        assert!(error.to_string().starts_with(&told), "{error}");
        let zh = error.text().zh;
        assert!(
            zh.starts_with(&format!("runs.csv 第 3 行 {column} 列应为")),
            "{zh}"
        );
    }
}

#[test]
fn what_is_no_table_of_these_columns_is_refused() {
    let other = transcribed("runs.csv", RUNS, "point,factor,value\n").unwrap_err();
    assert!(
        other
            .to_string()
            .contains("its header is point,factor,value"),
        "{other}"
    );
    let ragged = runs("0,lines\n").unwrap_err();
    assert!(matches!(ragged, TranscriptError::Table { .. }), "{ragged}");
    let unknown = transcribed("runs.csv", &["colour"], "colour\n").unwrap_err();
    assert!(unknown.to_string().contains("column colour"), "{unknown}");
}

#[test]
fn the_reason_of_the_system_is_kept() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let about = Text::new("表", "table");
    let sheet = Sheet::new("runs.csv", &about, RUNS).unwrap();
    let error = sheet.transcribe(HEADER.as_bytes(), &mut Full).unwrap_err();
    assert_eq!(error.text().zh, "Parquet 无法写入：磁盘已满");
}
