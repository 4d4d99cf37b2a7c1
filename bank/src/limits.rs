//! Hard limits on what is read, so that no file costs more than a fixed amount of memory and time.
//!
//! Sizes that a file states of itself are not trusted: the limits count what really comes out.

/// Largest file taken, in bytes.
pub const MAX_UPLOAD_BYTES: usize = 20 << 20;
/// Largest sum of the parts read from one zip package, inflated, in bytes.
pub const MAX_INFLATED_BYTES: u64 = 48 << 20;
/// Largest single part of a zip package, inflated, in bytes; 150 printed pages take about 1 MB.
pub const MAX_PART_BYTES: u64 = 24 << 20;
/// Most parts in a zip package.
pub const MAX_PARTS: usize = 2_000;
/// Most elements and texts in one question of an XML file, or in one part of a package.
pub const MAX_XML_NODES: usize = 50_000;
/// Deepest nesting of elements in a question of an XML file.
pub const MAX_XML_DEPTH: usize = 100;
/// Most values in a JSON file.
pub const MAX_JSON_VALUES: usize = 1_000_000;
/// Most characters in all cells of a file, in bytes of UTF-8; one text may stand in many cells.
pub const MAX_TABLE_BYTES: usize = 24 << 20;
/// Most rows with content in a file.
pub const MAX_ROWS: usize = 20_000;
/// Most columns with content in a table.
pub const MAX_COLUMNS: usize = 100;
/// Longest text of one cell, in characters; what Excel itself allows.
pub const MAX_CELL_CHARS: usize = 32_767;
/// How many rows with content are searched for the row of column names.
pub const HEADER_SEARCH_ROWS: usize = 50;
/// Most sheets of a workbook.
pub const MAX_SHEETS: usize = 200;
/// Most paragraphs in a document.
pub const MAX_PARAGRAPHS: usize = 50_000;
/// Longest line of a text of questions, in bytes of UTF-8: a stem and ten choices at their longest
/// take some 40,000 characters.
pub const MAX_LINE_BYTES: usize = 200_000;
/// Most pages of a PDF.
pub const MAX_PDF_PAGES: usize = 2_000;
/// Most values (numbers, names, …) in the objects of a PDF; 150 printed pages with all their tags have
/// some hundred thousand.
pub const MAX_PDF_VALUES: usize = 2_000_000;
/// Most letters that the pages of a PDF show; 150 printed pages show 400,000.
pub const MAX_PDF_GLYPHS: usize = 4_000_000;
/// Most questions in a file.
pub const MAX_QUESTIONS: usize = 20_000;
