//! Places from an order.

use super::SortKey;

/// The places of keys in ascending order: equals share one, and the next is skipped (1, 2, 2, 4).
pub fn rank(sorted: &[SortKey]) -> Vec<u32> {
    let mut ranks: Vec<u32> = Vec::with_capacity(sorted.len());
    for (index, key) in sorted.iter().enumerate() {
        let tied = index.checked_sub(1).and_then(|before| Some((sorted.get(before)?, *ranks.get(before)?)));
        ranks.push(match tied {
            Some((before, place)) if before == key => place,
            _ => index as u32 + 1,
        });
    }
    ranks
}
