//! Values with how often each came, and what follows from that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How often each value came. Adding is exact and in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts(BTreeMap<u32, u64>);

impl Counts {
    /// A value that came so many times more.
    pub fn add(&mut self, value: u32, times: u64) {
        *self.0.entry(value).or_default() += times;
    }

    /// What was counted apart.
    pub fn merge(&mut self, other: &Self) {
        other.iter().for_each(|(value, times)| self.add(value, times));
    }

    /// The values, ascending, each with how often it came.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u64)> {
        self.0.iter().map(|(value, times)| (*value, *times))
    }

    /// How many came in all.
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// The mean; `None` of nothing.
    pub fn mean(&self) -> Option<f64> {
        let sum: u128 = self.iter().map(|(value, times)| u128::from(value) * u128::from(times)).sum();
        let total = self.total();
        (total > 0).then(|| sum as f64 / total as f64)
    }

    /// The middle value, between the two middle ones of an even number; `None` of nothing.
    pub fn median(&self) -> Option<f64> {
        let last = self.total().checked_sub(1)?;
        let middle = |place: u64| self.at(place).map(f64::from);
        Some(f64::midpoint(middle(last / 2)?, middle(last.div_ceil(2))?))
    }

    /// The sum of the `power`th powers of the differences from the mean.
    pub fn deviations(&self, power: i32) -> f64 {
        let mean = self.mean().unwrap_or_default();
        self.iter().map(|(value, times)| (f64::from(value) - mean).powi(power) * times as f64).sum()
    }

    /// The variance of the population that these are a sample of, over n − 1; `None` of fewer than two.
    pub fn variance(&self) -> Option<f64> {
        let total = self.total();
        (total > 1).then(|| self.deviations(2) / (total - 1) as f64)
    }

    /// The value at a place, counted from 0 and from the least.
    fn at(&self, place: u64) -> Option<u32> {
        let mut before = 0;
        self.iter().find_map(|(value, times)| {
            before += times;
            (place < before).then_some(value)
        })
    }
}
