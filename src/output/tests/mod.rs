//! What must hold of folders as wholes.

mod folder;
mod table;
mod damage;
mod shards;
