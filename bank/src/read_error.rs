//! Why a file cannot be read at all.

use crate::limits::{
    MAX_CELL_CHARS, MAX_COLUMNS, MAX_INFLATED_BYTES, MAX_LINE_BYTES, MAX_PDF_PAGES, MAX_QUESTIONS, MAX_ROWS,
    MAX_UPLOAD_BYTES,
};
use crate::{Encoding, Place};

/// Why a file cannot be read at all: one Vietnamese sentence or two, what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    #[error("Tệp đang trống. Hãy kiểm tra lại tệp rồi tải lên lần nữa.")]
    Empty,
    /// Over [`MAX_UPLOAD_BYTES`].
    #[error("Tệp nặng quá {} MB. Hãy bỏ bớt ảnh hoặc chia thành nhiều tệp.", MAX_UPLOAD_BYTES >> 20)]
    TooLarge,
    /// A small package that inflates beyond the limits.
    #[error("Tệp khi mở ra lớn quá {} MB nên không được đọc. Hãy chép nội dung sang một tệp mới rồi tải lên.", MAX_INFLATED_BYTES >> 20)]
    TooLargeInside,
    /// More than [`MAX_ROWS`] rows.
    #[error("{0} có hơn {MAX_ROWS} hàng. Hãy chia thành nhiều tệp nhỏ hơn.")]
    TooManyRows(Place),
    /// Content beyond column [`MAX_COLUMNS`].
    #[error("{0} có nội dung ở quá cột thứ {MAX_COLUMNS}. Hãy xóa các cột thừa rồi tải lên lại.")]
    TooManyColumns(Place),
    /// A cell over [`MAX_CELL_CHARS`] characters.
    #[error("{0} có ô dài quá {MAX_CELL_CHARS} ký tự. Hãy viết ngắn lại hoặc chia thành nhiều ô.")]
    LongCell(Place),
    /// A line, or a question of several lines, over [`MAX_LINE_BYTES`].
    #[error(
        "{0} bắt đầu một đoạn dài quá {MAX_LINE_BYTES} byte mà không ngắt. Hãy để mỗi câu hỏi, mỗi phương án ở một dòng riêng."
    )]
    LongLine(Place),
    /// More than [`MAX_QUESTIONS`] questions.
    #[error("Tệp có hơn {MAX_QUESTIONS} câu hỏi. Hãy chia thành nhiều tệp nhỏ hơn.")]
    TooManyQuestions,
    /// A readable file without a single question.
    #[error(
        "Không tìm thấy câu hỏi nào trong {found}. Hãy kiểm tra lại tệp; mỗi câu cần phần hỏi, các phương án và đáp án."
    )]
    NothingAsked {
        /// What the file is, in Vietnamese.
        found: &'static str,
    },
    /// A document over the limit of paragraphs.
    #[error("Tài liệu có quá nhiều đoạn. Hãy chia thành nhiều tệp nhỏ hơn.")]
    TooManyParagraphs,
    /// Protected by a password.
    #[error("Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi tải lên lại.")]
    Encrypted,
    /// A package that was cut off or damaged.
    #[error("Tệp bị hỏng hoặc chưa tải đủ. Hãy mở tệp trên máy, lưu lại rồi tải lên lần nữa.")]
    Damaged,
    /// Pages of a PDF that show no letters but a picture of them.
    #[error(
        "Trang {pages} của tệp PDF là ảnh chụp hoặc bản quét nên không có chữ để đọc. Hãy tải lên tệp Word gốc; nếu không còn, hãy nhận dạng chữ (OCR), lưu thành .docx, xem lại rồi tải lên."
    )]
    Picture {
        /// Their numbers, the first few.
        pages: String,
    },
    /// Letters of a PDF whose font does not say which they are.
    #[error(
        "Phông chữ “{font}” ở trang {pages} của tệp PDF không cho biết là chữ gì nên không đọc đúng được. Hãy tải lên tệp Word gốc; nếu không còn, hãy mở tệp PDF bằng Word, lưu thành .docx, xem lại rồi tải lên."
    )]
    NoLetters {
        /// As the file names it.
        font: String,
        /// The numbers of the pages, the first few.
        pages: String,
    },
    /// Letters of a PDF that make no Vietnamese, however they are read.
    #[error(
        "Chữ đọc ra từ tệp PDF không thành tiếng Việt, có thể phông chữ ghi sai bảng chữ. Hãy tải lên tệp Word gốc; nếu không còn, hãy mở tệp PDF bằng Word, lưu thành .docx, xem lại rồi tải lên."
    )]
    WrongLetters,
    /// A handbook typed in an old font: it is not asked about.
    #[error(
        "Chữ trong tệp PDF theo phông cũ, có vẻ là {}. Hãy mở tệp bằng Word, chuyển chữ sang Unicode, lưu thành .docx rồi tải lên.",
        guess.label()
    )]
    OldFont {
        /// The likeliest one.
        guess: Encoding,
    },
    /// A PDF of more than [`MAX_PDF_PAGES`] pages.
    #[error("Tệp PDF có hơn {MAX_PDF_PAGES} trang. Hãy chia thành nhiều tệp nhỏ hơn.")]
    TooManyPages,
    /// Content that is not what this reader takes.
    #[error("Đây là {found}, không phải {wanted}. {advice}")]
    WrongKind {
        /// What the content is, in Vietnamese.
        found: &'static str,
        /// What the reader takes, in Vietnamese.
        wanted: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// Bytes that are no kind of file known here.
    #[error("Không nhận ra loại tệp này. Hãy tải lên {wanted}.")]
    Unknown {
        /// What the reader takes, in Vietnamese.
        wanted: &'static str,
    },
    /// Text in an old encoding.
    #[error(
        "Chữ trong tệp không theo bảng mã UTF-8. Trong Excel, hãy chọn Lưu thành, kiểu “CSV UTF-8”, rồi tải lên lại."
    )]
    NotUtf8,
    /// Text in an old encoding, or typed in an old font: a person must say in which.
    #[error(
        "Chữ trong tệp không theo bảng mã Unicode, có vẻ là {}. Hãy xem trước vài dòng rồi chọn đúng bảng mã, hoặc lưu lại tệp theo kiểu “CSV UTF-8”.",
        guess.label()
    )]
    OldEncoding {
        /// The likeliest one.
        guess: Encoding,
    },
    /// Columns that a person has named wrongly; the sentence says how.
    #[error("{place}: {sentence}")]
    Columns {
        /// The sheet, or the file.
        place: Place,
        /// Vietnamese: what is missing or named twice.
        sentence: String,
    },
    /// An XML part that declares a document type; entities are never expanded.
    #[error("Tệp có khai báo DOCTYPE nên không được đọc. Hãy lưu lại tệp từ phần mềm soạn thảo rồi tải lên.")]
    DocumentType,
    /// A JSON file that breaks the rules of JSON, or nests too deep.
    #[error("Tệp không đúng cú pháp JSON ở dòng {line}, cột {column}. Hãy sửa chỗ này rồi tải lên lại.")]
    BadJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in bytes.
        column: usize,
    },
    /// A package with a part whose name leads out of it, or a list of parts that does.
    #[error("Gói có tên tệp đi ra ngoài thư mục (“..”) nên không được đọc. Hãy xuất lại gói từ phần mềm soạn câu hỏi.")]
    UnsafePath,
    /// No row of column names was found.
    #[error("Chưa tìm thấy hàng tên cột. Hãy thêm một hàng có các cột {wanted}.")]
    NoHeader {
        /// The columns needed, in Vietnamese.
        wanted: &'static str,
    },
    /// A row of column names that lacks a column.
    #[error("{place} là hàng tên cột nhưng thiếu cột “{column}”. Hãy thêm cột này rồi tải lên lại.")]
    MissingColumn {
        /// The row of column names.
        place: Place,
        /// The column's usual name.
        column: &'static str,
    },
    /// Column names and nothing below.
    #[error("Tệp chỉ có tên cột, chưa có câu hỏi nào. Hãy nhập câu hỏi vào các hàng bên dưới.")]
    NoQuestions,
    /// Column names and nothing below, in a list of agencies.
    #[error("Tệp chỉ có tên cột, chưa có cơ quan nào. Hãy nhập mỗi cơ quan một hàng.")]
    NoAgencies,
    /// A document without a single entry.
    #[error("Không tìm thấy câu hỏi – đáp nào. Hãy ghi mỗi câu theo mẫu “Câu hỏi 1: …”, bên dưới là “Trả lời:”.")]
    NoEntries,
}

/// What a person may say of a file that could not be read without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// In which letters it is written.
    Encoding,
    /// Which of its columns hold what.
    Columns,
}

impl ReadError {
    /// What to ask a person, where the file may be read by the answer.
    pub const fn asks(&self) -> Option<Ask> {
        match self {
            Self::OldEncoding { .. } => Some(Ask::Encoding),
            Self::NoHeader { .. } | Self::MissingColumn { .. } | Self::Columns { .. } => Some(Ask::Columns),
            _ => None,
        }
    }
}
