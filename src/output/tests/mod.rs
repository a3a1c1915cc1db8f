//! What must hold of folders as wholes.

mod table;
mod damage;
mod shards;
