//! Pages that a program writes are what it writes now.

use std::path::Path;

#[allow(dead_code)]
#[path = "../../examples/parameters.rs"]
mod parameters;

#[test]
fn the_page_of_parameters_tells_every_key_there_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/parameters.md");
    let page = std::fs::read_to_string(path).expect("the page is there");
    let remedy = "cargo run --example parameters > docs/parameters.md";
    assert!(page == parameters::page(), "out of date: {remedy}");
}
