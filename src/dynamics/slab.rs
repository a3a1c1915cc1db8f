//! A store whose rows are used again once freed, so that memory follows what is open.

use crate::base::{Id, Table};

/// Rows named by identifiers; freed rows are used again, last freed first.
#[derive(Debug, Clone)]
pub struct Slab<I, T> {
    rows: Table<I, Option<T>>,
    free: Vec<I>,
}

impl<I: Id, T> Slab<I, T> {
    /// An empty store.
    pub const fn new() -> Self {
        Self {
            rows: Table::new(),
            free: Vec::new(),
        }
    }

    /// Stores `row` and names it.
    #[inline]
    pub fn insert(&mut self, row: T) -> I {
        if let Some(id) = self.free.pop() {
            self.rows[id] = Some(row);
            id
        } else {
            self.rows.push(Some(row))
        }
    }

    /// Takes a row out and frees its name.
    ///
    /// # Panics
    /// If the row is not there.
    #[inline]
    pub fn remove(&mut self, id: I) -> T {
        self.free.push(id);
        self.rows[id]
            .take()
            .expect("a freed row is never freed again")
    }

    /// The row of `id`, if it is in use.
    #[inline]
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(id)?.as_ref()
    }

    /// Rows in order of their names.
    pub fn iter_with_ids(&self) -> impl Iterator<Item = (I, &T)> {
        self.rows
            .iter_with_ids()
            .filter_map(|(id, row)| row.as_ref().map(|row| (id, row)))
    }

    /// How many rows are in use.
    pub fn len(&self) -> usize {
        self.rows.len() - self.free.len()
    }

    /// Whether no row is in use.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<I: Id, T> Default for Slab<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I: Id, T> std::ops::Index<I> for Slab<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        self.rows[id].as_ref().expect("an open row is in use")
    }
}

impl<I: Id, T> std::ops::IndexMut<I> for Slab<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        self.rows[id].as_mut().expect("an open row is in use")
    }
}
