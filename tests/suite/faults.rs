//! Every file that ships reads; everything wrong in a file is told, at its place, with a remedy.

mod shelf;
mod shipped;
mod golden;
mod at_once;
mod real_log;
mod mutations;
mod designs;
