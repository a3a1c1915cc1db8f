//! Streams a finished table into Parquet, batch by batch.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use csv::{Reader, ReaderBuilder, StringRecord};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::columns::Column;
use super::error::{NotBuilt, TranscriptError};
use crate::base::Text;
use crate::output::atomic::NewFile;
use crate::output::folder_layout::parquet_name;

/// Rows that are turned into columns at once.
const ROWS_AT_ONCE: usize = 8_192;
/// Rows of a row group: so many are in memory, compressed, until it is written.
const ROWS_OF_A_GROUP: usize = 131_072;
/// Level of zstd. A higher one takes more time and saves next to nothing on tables like these.
const LEVEL: i32 = 3;

/// The writing of Parquet, which this build has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parquet(());

impl Parquet {
    /// The writing of Parquet.
    ///
    /// # Errors
    /// The program was built without it; not here.
    pub const fn offered() -> Result<Self, NotBuilt> {
        Ok(Self(()))
    }

    /// Writes what stands in `table` of `folder`, a finished CSV with these columns, as Parquet
    /// beside it; the file is there whole or not at all.
    ///
    /// # Errors
    /// The table cannot be read or is not of its columns' kinds, or the file not written.
    pub fn transcribe(
        self,
        folder: &Path,
        table: &str,
        about: &Text,
        columns: &[&str],
    ) -> Result<(), TranscriptError> {
        let to = parquet_name(table).ok_or_else(|| no_table(table, "it has another ending"))?;
        let from = File::open(folder.join(table))?;
        let mut to = NewFile::create(&folder.join(to))?;
        Sheet::new(table, about, columns)?.transcribe(from, &mut to)?;
        Ok(to.keep()?)
    }
}

/// A table on its way into Parquet.
struct Sheet<'a> {
    table: &'a str,
    columns: Vec<Column>,
    schema: Arc<Schema>,
}

impl<'a> Sheet<'a> {
    fn new(table: &'a str, about: &Text, columns: &[&str]) -> Result<Self, TranscriptError> {
        let known = |name: &&str| {
            let column = Column::new(table, name);
            column.ok_or_else(|| no_table(table, &format!("the column {name} is unknown")))
        };
        let columns = columns.iter().map(known);
        let columns: Vec<Column> = columns.collect::<Result<_, _>>()?;
        let fields = columns.iter().map(|column| column.field(table));
        let schema = Schema::new(fields.collect::<Vec<_>>());
        let schema = schema.with_metadata([
            ("description_zh", about.zh.as_str()),
            ("description_en", about.en.as_str()),
        ]);
        Ok(Self {
            table,
            columns,
            schema: Arc::new(schema),
        })
    }

    /// Writes all of `from`.
    fn transcribe<W: Write + Send>(
        mut self,
        from: impl Read,
        to: &mut W,
    ) -> Result<(), TranscriptError> {
        let mut rows = ReaderBuilder::new().from_reader(from);
        self.check_header(&mut rows)?;
        let mut writer = ArrowWriter::try_new(to, self.schema.clone(), Some(properties()?))
            .map_err(unwritten)?;
        let mut row = StringRecord::new();
        let mut waiting = 0;
        while rows.read_record(&mut row).map_err(|it| self.unread(it))? {
            self.take(&row)?;
            waiting += 1;
            if waiting == ROWS_AT_ONCE {
                writer.write(&self.batch()?).map_err(unwritten)?;
                waiting = 0;
            }
        }
        writer.write(&self.batch()?).map_err(unwritten)?;
        writer.close().map_err(unwritten)?;
        Ok(())
    }

    fn check_header<R: Read>(&self, rows: &mut Reader<R>) -> Result<(), TranscriptError> {
        let header = rows.headers().map_err(|error| self.unread(error))?;
        let names = self.columns.iter().map(Column::name);
        if header.iter().eq(names) {
            Ok(())
        } else {
            let found = header.iter().collect::<Vec<&str>>().join(",");
            Err(no_table(self.table, &format!("its header is {found}")))
        }
    }

    fn take(&mut self, row: &StringRecord) -> Result<(), TranscriptError> {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            if !column.take(cell) {
                return Err(TranscriptError::Cell {
                    table: self.table.to_owned(),
                    line: row.position().map_or(0, csv::Position::line),
                    column: column.name().to_owned(),
                    cell: cell.to_owned(),
                    kind: column.kind(),
                });
            }
        }
        Ok(())
    }

    fn batch(&mut self) -> Result<RecordBatch, TranscriptError> {
        let columns = self.columns.iter_mut().map(Column::finish).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), columns);
        batch.map_err(|error: ArrowError| io::Error::other(error).into())
    }

    fn unread(&self, error: csv::Error) -> TranscriptError {
        if error.is_io_error() {
            io::Error::from(error).into()
        } else {
            no_table(self.table, &error.to_string())
        }
    }
}

fn no_table(table: &str, reason: &str) -> TranscriptError {
    TranscriptError::Table {
        table: table.to_owned(),
        reason: reason.to_owned(),
    }
}

/// How files are written; nothing that varies between machines or days is put into them.
fn properties() -> Result<WriterProperties, TranscriptError> {
    let level = ZstdLevel::try_new(LEVEL).map_err(unwritten)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(ROWS_OF_A_GROUP));
    Ok(properties.build())
}

/// The system's own error, where one lies inside.
fn unwritten(error: ParquetError) -> TranscriptError {
    let error = match error {
        ParquetError::External(inner) => inner
            .downcast::<io::Error>()
            .map_or_else(io::Error::other, |error| *error),
        error => io::Error::other(error),
    };
    error.into()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use arrow_array::cast::AsArray;
    use arrow_array::types::{Float64Type, Int32Type, Int64Type, UInt64Type};
    use arrow_array::{Array, StringArray};
    use arrow_schema::DataType;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::*;
    use crate::output::tables::{FAILURES, POINTS, RUNS};

    const HEADER: &str =
        "point,setup,replication,seed,status,population,metric,unit,statistic,value\n";

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
        let csv = "point,setup,replication,seed,error,command\n0,a,0,1,\"two, \"\"three\"\"\nfour 县\",run\n";
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
}
