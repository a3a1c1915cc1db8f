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
mod tests;
