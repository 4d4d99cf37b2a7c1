//! Lists of few lengths.
//!
//! A statement is prepared for a number of values. Groups of requests have any size, so lists that
//! are as long as the group would have SQLite and PostgreSQL parse and plan nearly every one anew,
//! and push each other out of the connection's store of prepared statements.

/// Keys for an `IN` list: the last one is repeated until there is a power of two of them.
pub fn padded<Key: Copy>(keys: &[Key]) -> impl Iterator<Item = Key> {
    let more = keys.len().next_power_of_two() - keys.len();
    keys.iter().copied().chain(keys.last().copied().into_iter().cycle().take(more))
}

/// Rows for an insert, in runs of a power of two each, the longest first and none over `most`.
pub fn runs<Row>(rows: &[Row], most: usize) -> impl Iterator<Item = &[Row]> {
    let mut left = rows;
    std::iter::from_fn(move || {
        let longest = left.len().min(most).checked_ilog2()?;
        let (run, rest) = left.split_at(1 << longest);
        left = rest;
        Some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_names_no_other_key_and_leaves_few_lengths() {
        assert_eq!(padded(&[7, 8, 9]).collect::<Vec<_>>(), [7, 8, 9, 9]);
        assert_eq!(padded(&[7]).collect::<Vec<_>>(), [7]);
        let lengths: std::collections::BTreeSet<usize> =
            (1..=1_000).map(|length| padded(&vec![0; length]).count()).collect();
        assert_eq!(lengths.len(), 11);
    }

    #[test]
    fn runs_are_all_rows_in_their_order() {
        for (count, most) in [(0, 8), (1, 8), (7, 8), (100, 8), (5_003, 5_000), (1_024, 2_000)] {
            let rows: Vec<usize> = (0..count).collect();
            let runs: Vec<&[usize]> = runs(&rows, most).collect();
            assert_eq!(runs.concat(), rows);
            assert!(runs.iter().all(|run| run.len().is_power_of_two() && run.len() <= most), "{count} {most}");
        }
    }
}
