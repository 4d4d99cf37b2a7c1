//! The twelve real contests: a small made-up field goes through each preset, and every place, tie,
//! prize, drawing of lots and exclusion that comes out is told. What no preset asks for follows.
//!
//! Tables are read by columns; `-` is an empty field, and what follows `#` says why.

mod bac_giang;
mod bau_cu_2021;
mod bau_cu_2026;
mod dak_lak;
mod gtvt;
mod hai_duong;
mod hoa_binh;
mod hue;
mod lao_cai;
mod quang_nam;
mod second;
mod soc_trang;
mod table;
mod variations;
mod vcnet;
