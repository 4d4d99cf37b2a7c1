//! How a question goes together with the paper.

use super::{Counts, Given, ItemTally};

/// How marks of a question go together with marks of papers.
///
/// Moodle's *discrimination index* and *discriminative efficiency*, as shares and not in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relation {
    /// C(x, y), over n − 1, in the marks' units.
    pub covariance: f64,
    /// The covariance of the same marks when the best papers have the best marks of the question: as high as it can be.
    pub covariance_max: f64,
    /// C(x, y) / √(V(x) V(y)), from −1 to 1; `None` where all have the same.
    pub correlation: Option<f64>,
    /// C(x, y) over the highest one, at most 1; `None` where all have the same.
    pub efficiency: Option<f64>,
}

impl Relation {
    /// How the question's marks go together with `other`, the rest or the whole. `None` of fewer than two answers.
    pub fn of(tally: &ItemTally, other: impl Fn(&Given) -> u32 + Copy) -> Option<Self> {
        let (marks, others) = (tally.counts(|given| given.mark), tally.counts(other));
        let (mean, other_mean) = (marks.mean()?, others.mean()?);
        let (variance, other_variance) = (marks.variance()?, others.variance()?);
        let over = (tally.total() - 1) as f64;
        let product = |(given, times): (Given, u64)| {
            (f64::from(given.mark) - mean) * (f64::from(other(&given)) - other_mean) * times as f64
        };
        let covariance = tally.iter().map(product).sum::<f64>() / over;
        let covariance_max = sorted_products(&marks, &others, mean, other_mean) / over;
        let spread = (variance * other_variance).sqrt();
        let share = |whole: f64| (whole > 0.0).then(|| covariance / whole);
        Some(Self { covariance, covariance_max, correlation: share(spread), efficiency: share(covariance_max) })
    }
}

/// The sum of the products when both sides are sorted, value by value.
fn sorted_products(marks: &Counts, others: &Counts, mean: f64, other_mean: f64) -> f64 {
    let (mut marks, mut others) = (marks.iter(), others.iter());
    let (mut mark, mut other) = (marks.next(), others.next());
    let mut sum = 0.0;
    while let (Some((value, times)), Some((other_value, other_times))) = (mark, other) {
        let together = times.min(other_times);
        sum += (f64::from(value) - mean) * (f64::from(other_value) - other_mean) * together as f64;
        mark = if times > together { Some((value, times - together)) } else { marks.next() };
        other = if other_times > together { Some((other_value, other_times - together)) } else { others.next() };
    }
    sum
}
