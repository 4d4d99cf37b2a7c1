//! What kind of file some bytes are, and the parts of a zip package within limits.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::ReadError;
use crate::limits::{MAX_INFLATED_BYTES, MAX_PART_BYTES, MAX_PARTS, MAX_UPLOAD_BYTES};

/// What the bytes say they are; a file's name is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Workbook,
    Document,
    OpenDocument,
    /// A content package of IMS, as QTI comes in.
    QuestionPackage,
    OtherPackage,
    OldOffice,
    Pdf,
    Html,
    Xml,
    Text,
    /// Bytes that look like text in an encoding other than UTF-8.
    OldText,
    Binary,
}

const DOCUMENT_PART: &str = "word/document.xml";
const WORKBOOK_PART: &str = "xl/workbook.xml";
/// The list of a content package's parts; may stand in a folder.
pub(crate) const MANIFEST_PART: &str = "imsmanifest.xml";
const OPEN_DOCUMENT_PART: &str = "content.xml";

/// How XML files begin: their declaration, or the outermost elements of question sets without one.
const XML_STARTS: [&str; 7] =
    ["<?xml", "<!", "<quiz>", "<assessment", "<manifest", "<questestintero", "<qti-assessment"];

/// Tells the kind of file, or why it cannot be opened at all.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.len() > MAX_UPLOAD_BYTES {
        return Err(ReadError::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package_kind(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return if holds_encrypted_package(bytes) { Err(ReadError::Encrypted) } else { Ok(Kind::OldOffice) };
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    text_kind(bytes)
}

fn package_kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    let package = Package::open(bytes)?;
    Ok(if package.has(WORKBOOK_PART) {
        Kind::Workbook
    } else if package.has(DOCUMENT_PART) {
        Kind::Document
    } else if package.has(OPEN_DOCUMENT_PART) {
        Kind::OpenDocument
    } else if package.shallowest(MANIFEST_PART).is_some() {
        Kind::QuestionPackage
    } else {
        Kind::OtherPackage
    })
}

/// Office keeps a file with a password in an old-style container with a stream of this name.
fn holds_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn text_kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    let bytes = without_bom(bytes);
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    let Ok(text) = std::str::from_utf8(bytes) else {
        let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
        return Ok(if wide || !bytes.iter().any(is_control) { Kind::OldText } else { Kind::Binary });
    };
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    if start.is_empty() {
        return Err(ReadError::Empty);
    }
    let is_html =
        ["<!doctype html", "<html", "<head", "<body", "<table", "<meta"].iter().any(|tag| start.starts_with(tag));
    Ok(if is_html {
        Kind::Html
    } else if XML_STARTS.iter().any(|tag| start.starts_with(tag)) {
        Kind::Xml
    } else if bytes.iter().any(is_control) {
        Kind::Binary
    } else {
        Kind::Text
    })
}

/// The bytes as text without that mark.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(without_bom(bytes)).map_err(|_| ReadError::NotUtf8)
}

/// The bytes without the mark that Excel sets before UTF-8.
pub(crate) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

impl Kind {
    /// The error of a reader that takes `wanted` and got this.
    pub(crate) fn refusal(self, wanted: &'static str) -> ReadError {
        const CHOOSE: &str = "Hãy chọn đúng tệp rồi tải lên lại.";
        const SAVE_NEW: &str = "Hãy mở tệp, chọn Lưu thành kiểu .docx hoặc .xlsx rồi tải lên lại.";
        let (found, advice) = match self {
            Self::Workbook => ("tệp Excel", CHOOSE),
            Self::Document => ("tệp Word", CHOOSE),
            Self::OpenDocument => ("tệp của LibreOffice", SAVE_NEW),
            Self::OldOffice => ("tệp Word hoặc Excel kiểu cũ (.doc, .xls)", SAVE_NEW),
            Self::QuestionPackage => ("gói câu hỏi QTI", CHOOSE),
            Self::OtherPackage => ("tệp nén (.zip)", "Hãy giải nén, rồi tải lên từng tệp bên trong."),
            Self::Pdf => (
                "tệp PDF",
                "Hãy tải lên tệp Word gốc; nếu không còn, hãy mở tệp PDF bằng Word, lưu thành .docx, xem lại rồi tải lên.",
            ),
            Self::Html => ("trang web (HTML)", SAVE_NEW),
            Self::Xml => ("tệp XML", CHOOSE),
            Self::Text => ("tệp chữ", CHOOSE),
            Self::OldText => return ReadError::NotUtf8,
            Self::Binary => return ReadError::Unknown { wanted },
        };
        ReadError::WrongKind { found, wanted, advice }
    }
}

/// The parts of a zip package; inflates no more than the limits allow.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What may still be inflated, in bytes.
    budget: u64,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        // Counted before the archive is opened: its directory is kept in memory.
        let entries = bytes.windows(4).filter(|window| window == b"PK\x01\x02").count();
        if entries > MAX_PARTS {
            return Err(ReadError::TooLargeInside);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
        Ok(Self { archive, budget: MAX_INFLATED_BYTES })
    }

    /// Whether there is a part of this name, in whatever case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.index_of(name).is_some()
    }

    /// An XML part as text; `None` when there is none of this name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(index) = self.index_of(name) else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(|error| refusal(&error))?;
        let limit = self.budget.min(MAX_PART_BYTES);
        if part.size() > limit {
            return Err(ReadError::TooLargeInside);
        }
        let mut bytes = Vec::new();
        // One byte more than allowed tells a part that lies about its size.
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| ReadError::Damaged)?;
        let inflated = bytes.len() as u64;
        if inflated > limit {
            return Err(ReadError::TooLargeInside);
        }
        self.budget -= inflated;
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        String::from_utf8(bytes).map(Some).map_err(|_| ReadError::Damaged)
    }

    /// Whether every part has a name, and none leads out of the package.
    pub(crate) fn paths_stay_inside(&self) -> bool {
        self.archive.file_names().all(|name| name.is_ok_and(|name| stays_inside(&name)))
    }

    /// The part of this name that stands in the fewest folders, with its folders.
    pub(crate) fn shallowest(&self, name: &str) -> Option<String> {
        let paths = self.archive.file_names().flatten();
        let paths = paths.filter(|path| path.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(name)));
        paths.min_by_key(|path| (path.matches('/').count(), path.len())).map(Cow::into_owned)
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            (0..self.archive.len()).find(|&index| {
                matches!(self.archive.name_for_index(index), Some(Ok(other)) if other.replace('\\', "/").eq_ignore_ascii_case(name))
            })
        })
    }
}

/// Whether a path, with slashes or backslashes, names something below where it begins.
pub(crate) fn stays_inside(path: &str) -> bool {
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    !path.starts_with(['/', '\\']) && !has_drive && path.split(['/', '\\']).all(|folder| folder != "..")
}

fn refusal(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => ReadError::Encrypted,
        _ => ReadError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_tell_the_kind() {
        assert_eq!(kind(b""), Err(ReadError::Empty));
        assert_eq!(kind(b"\xEF\xBB\xBF \r\n"), Err(ReadError::Empty));
        assert_eq!(kind("\u{FEFF}Câu hỏi;A;B".as_bytes()), Ok(Kind::Text));
        assert_eq!(kind(b"C\xE2u h\xF4i;A;B"), Ok(Kind::OldText));
        assert_eq!(kind(b"\xFF\xFEC\x00\xE2\x00"), Ok(Kind::OldText));
        assert_eq!(kind(b"\x00\x01\x02\xFF"), Ok(Kind::Binary));
        assert_eq!(kind(b"<!DOCTYPE HTML><p>"), Ok(Kind::Html));
        assert_eq!(kind(b"<?xml version='1.0'?><quiz/>"), Ok(Kind::Xml));
        assert_eq!(kind(b"%PDF-1.7"), Ok(Kind::Pdf));
        assert_eq!(kind(b"PK\x03\x04cut off"), Err(ReadError::Damaged));
    }

    #[test]
    fn a_password_is_told_from_an_old_file() {
        let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        assert_eq!(kind(&old), Ok(Kind::OldOffice));
        old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(kind(&old), Err(ReadError::Encrypted));
    }
}
