//! What a proposal asks about.

use serde::{Deserialize, Serialize};

/// The rule that made a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Which document deals with a subject.
    DocumentNumber,
    /// When a document was issued.
    DocumentDate,
    /// What a document deals with.
    DocumentSubject,
    /// Which document says this.
    Provision,
    /// Who issued a document.
    Issuer,
    /// From when a document is in force.
    EffectiveDate,
    /// Which document amends or replaces which.
    Amendment,
    /// By when something is to be done, or when it happened.
    Deadline,
    /// How many.
    Count,
    /// What share.
    Percentage,
    /// During which years.
    Period,
    /// Who does something.
    WhoDoes,
    /// Which province.
    Place,
    /// Which of these is in a list.
    ListMember,
    /// Which of these is not in a list.
    ListOutsider,
    /// What is said of one point of a list.
    Pairing,
    /// What something is.
    Definition,
    /// What an abbreviation stands for, or how a name is abbreviated.
    Abbreviation,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::DocumentNumber,
        Self::DocumentDate,
        Self::DocumentSubject,
        Self::Provision,
        Self::Issuer,
        Self::EffectiveDate,
        Self::Amendment,
        Self::Deadline,
        Self::Count,
        Self::Percentage,
        Self::Period,
        Self::WhoDoes,
        Self::Place,
        Self::ListMember,
        Self::ListOutsider,
        Self::Pairing,
        Self::Definition,
        Self::Abbreviation,
    ];

    /// The name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::DocumentNumber => "Số hiệu văn bản",
            Self::DocumentDate => "Ngày ban hành",
            Self::DocumentSubject => "Nội dung văn bản",
            Self::Provision => "Văn bản quy định",
            Self::Issuer => "Cơ quan ban hành",
            Self::EffectiveDate => "Ngày có hiệu lực",
            Self::Amendment => "Sửa đổi, thay thế",
            Self::Deadline => "Mốc thời gian",
            Self::Count => "Số lượng",
            Self::Percentage => "Tỷ lệ",
            Self::Period => "Giai đoạn",
            Self::WhoDoes => "Cơ quan thực hiện",
            Self::Place => "Địa phương",
            Self::ListMember => "Thuộc danh sách",
            Self::ListOutsider => "Không thuộc danh sách",
            Self::Pairing => "Ghép nội dung",
            Self::Definition => "Khái niệm",
            Self::Abbreviation => "Tên viết tắt",
        }
    }

    /// How such a question is made, as a sentence.
    pub const fn explain(self) -> &'static str {
        match self {
            Self::DocumentNumber => {
                "Câu trả lời nêu văn bản quy định một nội dung; phương án nhiễu là văn bản cùng loại về nội dung khác."
            }
            Self::DocumentDate => "Câu trả lời nêu ngày ban hành văn bản; phương án nhiễu là ngày khác trong sổ tay.",
            Self::DocumentSubject => {
                "Câu trả lời nêu nội dung của văn bản; phương án nhiễu là nội dung của văn bản khác."
            }
            Self::Provision => {
                "Câu trả lời dẫn một quy định theo văn bản; phương án nhiễu là văn bản cùng loại về nội dung khác."
            }
            Self::Issuer => {
                "Câu trả lời nêu cơ quan ban hành văn bản; phương án nhiễu là cơ quan ban hành văn bản khác."
            }
            Self::EffectiveDate => "Câu trả lời nêu ngày có hiệu lực; phương án nhiễu là ngày khác trong sổ tay.",
            Self::Amendment => {
                "Câu trả lời nêu văn bản sửa đổi hoặc thay thế văn bản khác; phương án nhiễu là văn bản cùng loại."
            }
            Self::Deadline => "Câu trả lời nêu một mốc thời gian; phương án nhiễu là mốc khác trong sổ tay.",
            Self::Count => "Câu trả lời nêu một số lượng; phương án nhiễu là số gần đó ở nơi khác trong sổ tay.",
            Self::Percentage => "Câu trả lời nêu một tỷ lệ; phương án nhiễu là tỷ lệ khác trong sổ tay.",
            Self::Period => "Câu trả lời nêu một giai đoạn; phương án nhiễu là giai đoạn khác trong sổ tay.",
            Self::Place => "Câu trả lời nêu một địa phương; phương án nhiễu là địa phương khác trong sổ tay.",
            Self::WhoDoes => "Câu trả lời nêu ai làm một việc; phương án nhiễu là cơ quan khác trong sổ tay.",
            Self::ListMember => "Câu trả lời có một danh sách; phương án nhiễu là mục của danh sách khác.",
            Self::ListOutsider => "Câu trả lời có một danh sách; đáp án là mục của một danh sách khác.",
            Self::Pairing => {
                "Câu trả lời nêu nội dung của từng mục; phương án nhiễu là nội dung hoặc tên của mục khác."
            }
            Self::Definition => "Câu trả lời nêu một khái niệm; phương án nhiễu là khái niệm khác trong sổ tay.",
            Self::Abbreviation => "Câu trả lời nêu tên đầy đủ và tên viết tắt; phương án nhiễu là tên khác.",
        }
    }
}
