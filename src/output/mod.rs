//! output

pub mod picture;
