//! A store whose rows are used again once freed, so that memory follows what is open.

use crate::base::{Id, Table};

/// Rows named by identifiers; freed rows are used again, last freed first.
///
/// A freed row keeps its content until its name is given to another, so nothing is moved out.
#[derive(Debug, Clone)]
pub struct Slab<I, T> {
    rows: Table<I, T>,
    free: Vec<I>,
    /// What a new row holds before it is first written.
    nothing: T,
}

impl<I: Id, T: Copy> Slab<I, T> {
    /// An empty store; new rows hold `nothing` before they are first written.
    pub const fn new(nothing: T) -> Self {
        Self {
            rows: Table::new(),
            free: Vec::new(),
            nothing,
        }
    }

    /// Stores `row` and names it. The row is made in its place: there is one place to write it to.
    #[inline(always)]
    pub fn insert(&mut self, row: T) -> I {
        let id = self.claim();
        self.rows[id] = row;
        id
    }

    /// Names a row to be written over, which holds what was last in it.
    #[inline(always)]
    pub fn claim(&mut self) -> I {
        match self.free.pop() {
            Some(id) => id,
            None => self.grow(),
        }
    }

    #[cold]
    fn grow(&mut self) -> I {
        self.rows.push(self.nothing)
    }

    /// Frees a row that is in use; no name is freed twice.
    #[inline]
    pub fn free(&mut self, id: I) {
        self.free.push(id);
    }

    /// Rows in use in order of their names; made for the end of a run.
    pub fn iter_with_ids(&self) -> impl Iterator<Item = (I, &T)> {
        let mut free = self.free.clone();
        free.sort_unstable();
        self.rows
            .iter_with_ids()
            .filter(move |(id, _)| free.binary_search(id).is_err())
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

impl<I: Id, T> std::ops::Index<I> for Slab<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        &self.rows[id]
    }
}

impl<I: Id, T> std::ops::IndexMut<I> for Slab<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::county::TaskId;

    #[test]
    fn a_freed_name_is_given_again_and_only_rows_in_use_are_listed() {
        let mut slab: Slab<TaskId, char> = Slab::new(' ');
        let names = ['a', 'b', 'c'].map(|row| slab.insert(row));
        slab.free(names[0]);
        slab.free(names[1]);
        assert_eq!(slab.len(), 1);
        assert_eq!(slab.insert('d'), names[1]);
        let rows: Vec<char> = slab.iter_with_ids().map(|(_, row)| *row).collect();
        assert_eq!(rows, ['d', 'c']);
    }
}
