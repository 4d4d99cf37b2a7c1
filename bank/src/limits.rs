//! Hard limits on what is read, so that no file costs more than a fixed amount of memory and time.
//!
//! Sizes that a file states of itself are not trusted: the limits count what really comes out.

/// Largest file taken, in bytes.
pub const MAX_UPLOAD_BYTES: usize = 20 << 20;
/// Largest sum of all parts of a zip package once inflated, in bytes.
pub const MAX_INFLATED_BYTES: u64 = 64 << 20;
/// Largest XML part once inflated, in bytes; 150 printed pages take about 1 MB.
pub const MAX_XML_BYTES: u64 = 24 << 20;
/// Largest table of shared strings in a workbook once inflated, in bytes.
///
/// Each string costs several times its bytes in memory, hence less than [`MAX_XML_BYTES`].
pub const MAX_SHARED_STRINGS_BYTES: u64 = 12 << 20;
/// Largest part of styles once inflated, in bytes; each style costs many times its bytes.
pub const MAX_STYLES_BYTES: u64 = 1 << 20;
/// Most parts in a zip package.
pub const MAX_PARTS: usize = 2_000;
/// Most rows with content in one sheet or text table.
pub const MAX_ROWS: usize = 20_000;
/// Most columns with content in one sheet or text table.
pub const MAX_COLUMNS: usize = 100;
/// Longest text of one cell, in characters; what Excel itself allows.
pub const MAX_CELL_CHARS: usize = 32_767;
/// Most paragraphs in a document.
pub const MAX_PARAGRAPHS: usize = 50_000;
/// How many rows with content are searched for the row of column names.
pub const HEADER_SEARCH_ROWS: usize = 50;
