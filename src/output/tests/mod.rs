//! What must hold of folders as wholes.

mod folder;
mod table;
mod working;
mod damage;
mod shards;
