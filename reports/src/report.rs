//! What a report says.

use contest::time::LocalDate;
use serde::{Deserialize, Serialize};

use crate::Table;

/// A report, before it is a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Who reports, when and to whom.
    pub header: Header,
    /// What it is about (trích yếu): `Kết quả Cuộc thi … Quý I năm 2026`.
    pub subject: String,
    /// The time that is reported on, in words.
    pub period: String,
    /// What is told, one after the other.
    pub sections: Vec<Section>,
    /// Tables too wide for the pages of the text; they follow the signature.
    pub appendices: Vec<Appendix>,
}

/// What stands around the text of an administrative document. Whatever is empty is left out or to be filled in by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Header {
    /// The body above the one that issues the report: `ỦY BAN NHÂN DÂN TỈNH LÀO CAI`.
    pub superior: String,
    /// The body that issues it: `SỞ NỘI VỤ`.
    pub issuer: String,
    /// Number and symbol: `15/BC-SNV`.
    pub number: String,
    /// Where it is issued: `Lào Cai`.
    pub place: String,
    /// When; none leaves the day to be filled in.
    pub date: Option<LocalDate>,
    /// On whose behalf it is signed: `TM. BAN TỔ CHỨC`.
    pub authority: String,
    /// The signer's title: `TRƯỞNG BAN`.
    pub signer_title: String,
    /// The signer's name.
    pub signer: String,
    /// Who receives it (nơi nhận), one after the other.
    pub recipients: Vec<String>,
}

/// A part of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its heading with its number: `I. KẾT QUẢ THAM GIA`.
    pub heading: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// Its tables, after the paragraphs; narrow enough for an upright page.
    pub tables: Vec<Table>,
}

/// A table of its own pages (phụ lục).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appendix {
    /// `Phụ lục I`.
    pub label: String,
    /// The table; its caption is the appendix's title.
    pub table: Table,
}

impl Header {
    /// `Số: 15/BC-SNV`, with room for the number where there is none.
    pub(crate) fn number_line(&self) -> String {
        if self.number.is_empty() {
            format!("Số:{}/BC", "\u{a0}".repeat(8))
        } else {
            format!("Số: {}", self.number)
        }
    }

    /// `Lào Cai, ngày 05 tháng 7 năm 2026`, with room for what there is not.
    pub(crate) fn place_and_date(&self) -> String {
        let place = if self.place.is_empty() { "…………" } else { &self.place };
        match self.date {
            Some(date) => format!("{place}, {}", date.in_document()),
            None => format!("{place}, ngày …… tháng …… năm ……"),
        }
    }

    /// `Kèm theo Báo cáo số 15/BC-SNV ngày 05 tháng 7 năm 2026 của Sở Nội vụ`, for appendices.
    pub(crate) fn attached_to(&self) -> String {
        let number = if self.number.is_empty() { "……/BC" } else { &self.number };
        let date = self.date.map_or_else(|| "ngày …… tháng …… năm ……".to_owned(), LocalDate::in_document);
        let issuer = if self.issuer.is_empty() { "…………" } else { &self.issuer };
        format!("(Kèm theo Báo cáo số {number} {date} của {issuer})")
    }

    /// The lines below `Nơi nhận:`, as the decree ends them.
    pub(crate) fn recipient_lines(&self) -> Vec<String> {
        let named = self.recipients.iter().map(|name| format!("- {};", name.trim_end_matches([';', '.'])));
        named.chain(["- Lưu: VT.".to_owned()]).collect()
    }
}

impl Report {
    /// Every table with what names it: those of the text, then the appendices.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        let within = self.sections.iter().flat_map(|section| &section.tables);
        within.chain(self.appendices.iter().map(|appendix| &appendix.table))
    }
}

/// The motto of the country, as documents begin.
pub(crate) const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// What stands below it.
pub(crate) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// The kind of document.
pub(crate) const KIND: &str = "BÁO CÁO";
