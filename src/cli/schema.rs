//! `schema`: the JSON Schema of a kind of file.

use super::console::print;
use super::exit::{Ending, Refusal};
use crate::base::Language;
use crate::scenario::{self, FileKind};

/// Prints it.
pub(super) fn schema(kind: FileKind, language: Language) -> Result<Ending, Refusal> {
    let schema = scenario::schema(kind, language);
    let mut text = serde_json::to_string_pretty(&schema)?;
    text.push('\n');
    print(&text)?;
    Ok(Ending::Done)
}
