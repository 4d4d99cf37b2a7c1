//! The area `banks`.
