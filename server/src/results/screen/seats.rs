//! How many screens may be connected: in all, and from one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Screens of everybody.
const ALL: usize = 1_000;
/// Screens of one address: an office, or all screens of a province behind one proxy.
const OF_ONE: usize = 40;

/// The seats that are taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Seats(Arc<Mutex<HashMap<Option<IpAddr>, usize>>>);

/// A seat, until it is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Seats,
    address: Option<IpAddr>,
}

impl Seats {
    /// A seat for somebody at this address; `None` when there is none left.
    pub(super) fn take(&self, address: Option<IpAddr>) -> Option<Seat> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = taken.values().sum();
        let of_one = taken.entry(address).or_default();
        if all >= ALL || *of_one >= OF_ONE {
            return None;
        }
        *of_one += 1;
        Some(Seat { seats: self.clone(), address })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(of_one) = taken.get_mut(&self.address) {
            *of_one = of_one.saturating_sub(1);
            if *of_one == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_takes_no_more_than_its_share_and_gives_back() {
        let seats = Seats::default();
        let one = |last| Some(IpAddr::from([192, 0, 2, last]));
        let mut taken: Vec<Seat> = (0..OF_ONE).map(|_| seats.take(one(1)).unwrap()).collect();
        assert!(seats.take(one(1)).is_none());
        assert!(seats.take(one(2)).is_some());
        taken.pop();
        assert!(seats.take(one(1)).is_some());
        drop(taken);
        assert!(seats.0.lock().unwrap().is_empty());
    }

    #[test]
    fn all_together_are_bounded() {
        let seats = Seats::default();
        let addresses = (0..=255).flat_map(|part| (1..=4).map(move |last| Some(IpAddr::from([10, 0, part, last]))));
        let taken: Vec<Option<Seat>> = addresses.map(|address| seats.take(address)).collect();
        assert_eq!(taken.iter().flatten().count(), ALL);
    }
}
