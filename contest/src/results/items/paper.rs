//! What is told of the papers of one plan.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Counts;

/// How the papers of one plan did, in one unit of marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperTally {
    /// What whole papers earned.
    wholes: Counts,
    /// What was earned in each cell of the plan, question by question. Its places are alike: which question stands in
    /// which is chance.
    cells: BTreeMap<u16, Counts>,
}

/// The figures of the papers of one plan: Moodle's *test statistics*. `None` where too little is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaperFigures {
    /// Papers.
    pub papers: u64,
    /// The mean of what they earned, in the marks' unit.
    pub mean: Option<f64>,
    /// The middle one, in the marks' unit.
    pub median: Option<f64>,
    /// The standard deviation of the population, over n − 1, in the marks' unit.
    pub deviation: Option<f64>,
    /// k₃ / k₂^(3⁄2): below 0 when the longer tail is that of the low scores.
    pub skewness: Option<f64>,
    /// k₄ / k₂²: above 0 when there are more very high and very low ones than with the normal distribution.
    pub kurtosis: Option<f64>,
    /// Coefficient of internal consistency (Cronbach's alpha), at most 1.
    pub consistency: Option<f64>,
    /// The share of the deviation that is chance: √(1 − alpha).
    pub error_ratio: Option<f64>,
    /// The standard error of one paper's marks, in the marks' unit.
    pub standard_error: Option<f64>,
}

impl PaperTally {
    /// One paper: what it earned, and what each of its questions did, with its cell.
    pub fn add(&mut self, whole: u32, marks: impl IntoIterator<Item = (u16, u32)>) {
        self.wholes.add(whole, 1);
        for (cell, mark) in marks {
            self.cells.entry(cell).or_default().add(mark, 1);
        }
    }

    /// What was counted apart.
    pub fn merge(&mut self, other: &Self) {
        self.wholes.merge(&other.wholes);
        for (cell, marks) in &other.cells {
            self.cells.entry(*cell).or_default().merge(marks);
        }
    }

    /// What is told of them.
    pub fn figures(&self) -> PaperFigures {
        let papers = self.wholes.total();
        let (k2, n) = (self.wholes.variance(), papers as f64);
        let deviation = k2.map(f64::sqrt);
        let spread = k2.filter(|k2| *k2 > 0.0 && papers > 2);
        let consistency = spread.and_then(|k2| self.consistency(k2));
        let error_ratio = consistency.map(|alpha| (1.0 - alpha).max(0.0).sqrt());
        let central = |power| self.wholes.deviations(power) / n;
        let skewness = spread.map(|k2| n * n * central(3) / ((n - 1.0) * (n - 2.0)) / k2.powf(1.5));
        let kurtosis = spread.filter(|_| papers > 3).map(|k2| {
            let (m2, m4) = (central(2), central(4));
            let k4 = n * n * ((n + 1.0) * m4 - 3.0 * (n - 1.0) * m2 * m2) / ((n - 1.0) * (n - 2.0) * (n - 3.0));
            k4 / (k2 * k2)
        });
        PaperFigures {
            papers,
            mean: self.wholes.mean(),
            median: self.wholes.median(),
            deviation,
            skewness,
            kurtosis,
            consistency,
            error_ratio,
            standard_error: error_ratio.zip(deviation).map(|(ratio, deviation)| ratio * deviation),
        }
    }

    /// p / (p − 1) · (1 − Σ V(xₚ) / V(T)), where each place of a cell varies as the cell's questions together do.
    fn consistency(&self, k2: f64) -> Option<f64> {
        let papers = self.wholes.total() as f64;
        let places = |marks: &Counts| marks.total() as f64 / papers;
        let all: f64 = self.cells.values().map(places).sum();
        let varies = |marks: &Counts| places(marks) * marks.variance().unwrap_or_default();
        let sum: f64 = self.cells.values().map(varies).sum();
        (all > 1.0).then(|| all / (all - 1.0) * (1.0 - sum / k2))
    }
}
