//! Studies as a whole, held to what they promise.

mod deriving;
mod hidden;
mod life_stories;
