//! The document floor as its users see it, on a small county.

mod example;
mod reading;
mod goldens;
mod describing;
mod patches;
mod mutations;
