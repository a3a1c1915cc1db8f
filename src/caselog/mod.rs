//! caselog
