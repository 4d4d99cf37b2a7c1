//! The axis of a chart.

/// The marks of an axis from 0 to at least `highest`, three to six of them, at round numbers.
pub(super) fn marks(highest: u64) -> Vec<u64> {
    let step = step(highest.max(1));
    (0..=highest.max(1).div_ceil(step)).map(|mark| mark * step).collect()
}

/// The smallest of 1, 2, 5, 10, 20, 50, … that gets there in five steps.
fn step(highest: u64) -> u64 {
    let mut unit = 1_u64;
    loop {
        for factor in [1, 2, 5] {
            let step = unit.saturating_mul(factor);
            if highest.div_ceil(step) <= 5 {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

/// Every how many-th of `count` labels is shown, so that at most `most` stand beside each other.
pub(super) fn every(count: usize, most: usize) -> usize {
    count.div_ceil(most.max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_reach_the_highest() {
        let cases: [(u64, &[u64]); 5] = [
            (0, &[0, 1]),
            (7, &[0, 2, 4, 6, 8]),
            (10, &[0, 2, 4, 6, 8, 10]),
            (417, &[0, 100, 200, 300, 400, 500]),
            (1_000_001, &[0, 500_000, 1_000_000, 1_500_000]),
        ];
        for (highest, expected) in cases {
            assert_eq!(marks(highest), expected);
        }
        for highest in (0..5_000).chain([u64::MAX / 4]) {
            let marks = marks(highest);
            assert!((2..=6).contains(&marks.len()), "{highest}: {marks:?}");
            assert!(marks.last().is_some_and(|last| *last >= highest));
        }
    }

    #[test]
    fn labels_do_not_crowd() {
        assert_eq!([0, 1, 6, 7, 31].map(|count| every(count, 6)), [1, 1, 1, 2, 6]);
    }
}
