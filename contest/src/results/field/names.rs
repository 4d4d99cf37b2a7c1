//! Identifiers as small numbers.

use std::collections::HashMap;

/// Identifiers sorted by their bytes; a number is a place in that order, so that comparing numbers
/// compares identifiers, whatever the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(Vec<Box<str>>);

/// Identifiers being gathered, numbered as they come.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered(HashMap<Box<str>, u32>);

impl Gathered {
    /// The number of an identifier, and whether it is new.
    pub fn number(&mut self, name: &str) -> (u32, bool) {
        if let Some(&number) = self.0.get(name) {
            return (number, false);
        }
        let number = self.0.len() as u32;
        self.0.insert(name.into(), number);
        (number, true)
    }

    /// The identifiers in order, and for each number given so far the one that it has now.
    pub fn sort(self) -> (Names, Vec<u32>) {
        let mut pairs: Vec<(Box<str>, u32)> = self.0.into_iter().collect();
        pairs.sort_unstable();
        let mut now = vec![0; pairs.len()];
        let mut names = Vec::with_capacity(pairs.len());
        for (place, (name, before)) in pairs.into_iter().enumerate() {
            now[before as usize] = place as u32;
            names.push(name);
        }
        (Names(names), now)
    }
}

impl Names {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The identifier with a number; empty for a number that was never given.
    pub fn get(&self, number: u32) -> &str {
        self.0.get(number as usize).map_or("", |name| name)
    }

    /// The number of an identifier.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.0.binary_search_by(|other| (**other).cmp(name)).ok().map(|place| place as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_order_of_bytes_whatever_came_first() {
        let mut gathered = Gathered::default();
        assert_eq!(
            ["b", "đ", "a", "b"].map(|name| gathered.number(name)),
            [(0, true), (1, true), (2, true), (0, false)]
        );
        let (names, now) = gathered.sort();
        assert_eq!(now, [1, 2, 0]);
        assert_eq!((names.get(0), names.get(2), names.get(9), names.len()), ("a", "đ", "", 3));
        assert_eq!((names.find("b"), names.find("c")), (Some(1), None));
    }
}
