//! Rows found in several readings of a journal, put into the order of tables.

/// Rows with their places: point, setup, and the place among that setup's names.
#[derive(Debug)]
pub struct Gathered<T>(Vec<([usize; 3], T)>);

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Gathered<T> {
    /// Adds rows of a setup at a point, each with its place among the names.
    pub fn add(
        &mut self,
        (point, setup): (u32, usize),
        rows: impl IntoIterator<Item = (usize, T)>,
    ) {
        let rows = rows.into_iter();
        self.0
            .extend(rows.map(|(place, row)| ([point as usize, setup, place], row)));
    }

    /// All rows by point, setup and name; those of one name in the order they were added.
    pub fn in_order(mut self) -> Vec<T> {
        self.0.sort_by_key(|(place, _)| *place);
        self.0.into_iter().map(|(_, row)| row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_the_order_of_tables_whatever_the_reading() {
        let mut rows = Gathered::default();
        rows.add((0, 1), [(0, "f"), (2, "h")]);
        rows.add((1, 0), [(1, "j")]);
        rows.add((0, 0), [(1, "b")]);
        rows.add((0, 0), [(0, "a"), (2, "c")]);
        rows.add((0, 1), [(1, "g")]);
        rows.add((1, 0), [(0, "i")]);
        assert_eq!(rows.in_order(), ["a", "b", "c", "f", "g", "h", "i", "j"]);
    }
}
