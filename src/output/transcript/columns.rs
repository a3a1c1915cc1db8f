//! The cells of one column, turned from text to what they mean.

use std::num::ParseIntError;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    ArrayBuilder, Float64Builder, Int64Builder, StringBuilder, StringDictionaryBuilder,
    UInt64Builder,
};
use arrow_array::types::Int32Type;
use arrow_schema::{DataType, Field};

use crate::output::column_kind::{ColumnKind, column_kind, column_unit};
use crate::output::columns::column_meaning;

/// A column of a table, with the cells that wait to be written.
pub(super) struct Column {
    name: String,
    kind: ColumnKind,
    cells: Cells,
}

enum Cells {
    Whole(Int64Builder),
    Unsigned(UInt64Builder),
    Number(Float64Builder),
    Word(StringDictionaryBuilder<Int32Type>),
    Text(StringBuilder),
}

impl Column {
    /// A column of `table`; none where its kind is not known.
    pub(super) fn new(table: &str, name: &str) -> Option<Self> {
        let kind = column_kind(table, name)?;
        Some(Self {
            name: name.to_owned(),
            kind,
            cells: Cells::new(kind),
        })
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Of what kind its cells are.
    pub(super) const fn kind(&self) -> ColumnKind {
        self.kind
    }

    /// Its name and type, with its meaning in both languages and its unit as metadata.
    pub(super) fn field(&self, table: &str) -> Field {
        let field = Field::new(&self.name, data_type(self.kind), true);
        let meaning = column_meaning(table, &self.name);
        let meaning =
            meaning.map(|text| [("description_zh", text.zh), ("description_en", text.en)]);
        let unit = column_unit(&self.name).map(|unit| ("unit", unit.to_owned()));
        let metadata = meaning.into_iter().flatten().chain(unit);
        field.with_metadata(
            metadata
                .map(|(key, text)| (key.to_owned(), text))
                .collect::<arrow_schema::Metadata>(),
        )
    }

    /// Takes a cell; false if it is not of the column's kind.
    pub(super) fn take(&mut self, cell: &str) -> bool {
        if cell.is_empty() {
            self.cells.take_nothing();
            return true;
        }
        self.cells.take(cell)
    }

    /// The cells taken since the last call.
    pub(super) fn finish(&mut self) -> ArrayRef {
        self.cells.builder().finish()
    }
}

impl Cells {
    fn new(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Whole => Self::Whole(Int64Builder::new()),
            ColumnKind::Unsigned => Self::Unsigned(UInt64Builder::new()),
            ColumnKind::Number => Self::Number(Float64Builder::new()),
            ColumnKind::Word => Self::Word(StringDictionaryBuilder::new()),
            ColumnKind::Text => Self::Text(StringBuilder::new()),
        }
    }

    fn take_nothing(&mut self) {
        match self {
            Self::Whole(cells) => cells.append_null(),
            Self::Unsigned(cells) => cells.append_null(),
            Self::Number(cells) => cells.append_null(),
            Self::Word(cells) => cells.append_null(),
            Self::Text(cells) => cells.append_null(),
        }
    }

    fn take(&mut self, cell: &str) -> bool {
        match self {
            Self::Whole(cells) => whole(cell).map(|number| cells.append_value(number)),
            Self::Unsigned(cells) => whole(cell).map(|number| cells.append_value(number)),
            Self::Number(cells) => number(cell).map(|number| cells.append_value(number)),
            // An index of 32 bits holds every word of one batch of rows.
            Self::Word(cells) => cells.append(cell).ok().map(|_| ()),
            Self::Text(cells) => {
                cells.append_value(cell);
                Some(())
            }
        }
        .is_some()
    }

    fn builder(&mut self) -> &mut dyn ArrayBuilder {
        match self {
            Self::Whole(cells) => cells,
            Self::Unsigned(cells) => cells,
            Self::Number(cells) => cells,
            Self::Word(cells) => cells,
            Self::Text(cells) => cells,
        }
    }
}

fn whole<N: std::str::FromStr<Err = ParseIntError>>(cell: &str) -> Option<N> {
    cell.parse().ok()
}

/// The number that the shortest decimal of a cell stands for, to the bit.
fn number(cell: &str) -> Option<f64> {
    cell.parse().ok().filter(|number: &f64| number.is_finite())
}

fn data_type(kind: ColumnKind) -> DataType {
    match kind {
        ColumnKind::Whole => DataType::Int64,
        ColumnKind::Unsigned => DataType::UInt64,
        ColumnKind::Number => DataType::Float64,
        ColumnKind::Word => {
            DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
        }
        ColumnKind::Text => DataType::Utf8,
    }
}
