//! The area `reports`.
