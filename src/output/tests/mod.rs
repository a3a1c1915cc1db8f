//! What must hold of folders as wholes.

mod table;
mod working;
mod damage;
mod shards;
