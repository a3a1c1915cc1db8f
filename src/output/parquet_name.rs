//! What the Parquet file beside a table is called.

/// The name of the Parquet file beside a table; none beside what is no table.
pub fn parquet_name(table: &str) -> Option<String> {
    let stem = table.strip_suffix(".csv")?;
    Some(format!("{stem}.parquet"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tables_have_a_parquet_file_beside_them() {
        assert_eq!(parquet_name("runs.csv").as_deref(), Some("runs.parquet"));
        assert_eq!(parquet_name("README.md"), None);
    }
}
