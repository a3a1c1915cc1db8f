//! What must hold of folders as wholes.

mod damage;
mod table;
