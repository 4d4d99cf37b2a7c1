//! What was typed of an agency, and what is said where the tree refuses it.

use app::{agencies::agency_fields as fields, form::Problem};
use contest::{
    Timestamp,
    agencies::{self, AgencyKind},
    text::group,
    time::LocalDate,
};
use engine::agencies::{Agency, AgencyDraft, TreeRefusal};
use serde::Deserialize;

/// The forms of an agency's page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    #[serde(rename = "viec")]
    pub(super) act: String,
    #[serde(rename = "ma")]
    code: String,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "loai")]
    kind: String,
    #[serde(rename = "khoi")]
    block: String,
    #[serde(rename = "cap-tren")]
    parent: String,
    #[serde(rename = "tu-ngay")]
    pub(super) from: String,
    #[serde(rename = "sua-loi")]
    mend: String,
    #[serde(rename = "giai-the-tu")]
    dissolved_from: String,
    #[serde(rename = "ke-thua")]
    successor: String,
}

impl Typed {
    /// All of it, to show it again.
    pub(super) fn values(&self) -> impl Iterator<Item = (String, String)> {
        let values = [
            (fields::CODE, &self.code),
            (fields::NAME, &self.name),
            (fields::KIND, &self.kind),
            (fields::BLOCK, &self.block),
            (fields::PARENT, &self.parent),
            (fields::FROM, &self.from),
            (fields::MEND, &self.mend),
            (fields::DISSOLVED_FROM, &self.dissolved_from),
            (fields::SUCCESSOR, &self.successor),
        ];
        values.map(|(name, value)| (name.to_owned(), value.clone())).into_iter()
    }

    /// The agency that it describes. The top of a tree keeps its code and its place, which its form does not have.
    pub(super) fn draft(&self, of: Option<&Agency>) -> Result<AgencyDraft, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut read = |field, typed: Result<String, agencies::AgencyFieldError>| {
            typed.unwrap_or_else(|error| {
                problems.push(Problem::new(field, error.to_string()));
                String::new()
            })
        };
        let name = read(fields::NAME, agencies::name(&self.name));
        let top = of.filter(|agency| agency.parent_id.is_none());
        let code = match top {
            Some(top) => top.code.clone(),
            None => read(fields::CODE, agencies::code(&self.code)),
        };
        let block = read(fields::BLOCK, agencies::block(&self.block));
        let parent_id: Option<i64> = self.parent.parse().ok().filter(|_| top.is_none());
        if top.is_none() && parent_id.is_none() {
            problems.push(Problem::new(fields::PARENT, "Bạn chưa chọn cấp trên. Hãy chọn trong danh sách."));
        }
        let kind = AgencyKind::parse(&self.kind);
        if kind.is_none() {
            problems.push(Problem::new(fields::KIND, "Bạn chưa chọn loại đơn vị. Hãy chọn trong danh sách."));
        }
        match kind {
            Some(kind) if problems.is_empty() => Ok(AgencyDraft { code, name, kind, block, parent_id }),
            _ => Err(problems),
        }
    }

    /// From when on it is so: the day's beginning.
    pub(super) fn from(&self) -> Result<Timestamp, Vec<Problem>> {
        day(fields::FROM, &self.from)
    }

    /// From when on it is no more.
    pub(super) fn dissolved_from(&self) -> Result<Timestamp, Vec<Problem>> {
        day(fields::DISSOLVED_FROM, &self.dissolved_from)
    }

    /// Who takes its place.
    pub(super) fn successor(&self) -> Option<i64> {
        // One that is no number is nobody's row, and refused as such.
        Some(self.successor.trim()).filter(|typed| !typed.is_empty()).map(|typed| typed.parse().unwrap_or_default())
    }

    /// Whether something was written down wrongly.
    pub(super) fn mends(&self) -> bool {
        self.mend == "1"
    }
}

fn day(field: &str, typed: &str) -> Result<Timestamp, Vec<Problem>> {
    let read: Result<LocalDate, _> = typed.trim().parse();
    read.map(LocalDate::midnight)
        .map_err(|_| vec![Problem::new(field, "Ngày chưa đúng. Hãy chọn một ngày, ví dụ 2025-07-01.")])
}

/// What is said where the tree refuses an act, at the field it is about.
pub(super) fn problem(refusal: &TreeRefusal, act: &str) -> Problem {
    let dissolves = act == fields::DISSOLVE;
    let date = if dissolves { fields::DISSOLVED_FROM } else { fields::FROM };
    let place = if dissolves { fields::SUCCESSOR } else { fields::PARENT };
    match refusal {
        TreeRefusal::CodeTaken(name) => Problem::new(
            fields::CODE,
            format!("Mã này đang là của {name}. Hãy đặt mã khác, hoặc đổi mã của đơn vị kia trước."),
        ),
        TreeRefusal::NoParent => Problem::new(fields::PARENT, "Cấp trên không còn hoạt động. Hãy chọn cấp trên khác."),
        TreeRefusal::ParentBelow => {
            Problem::new(fields::PARENT, "Cấp trên này lại trực thuộc chính đơn vị. Hãy chọn cấp trên khác.")
        }
        TreeRefusal::Top => {
            Problem::new(place, "Đây là gốc của cây đơn vị: không đổi mã, không chuyển đi, không giải thể được.")
        }
        TreeRefusal::Dissolved => Problem::new(date, "Đơn vị đã giải thể. Hãy khôi phục trước khi sửa."),
        TreeRefusal::Standing => Problem::new(date, "Đơn vị vẫn đang hoạt động."),
        TreeRefusal::TooEarly(since) => Problem::new(
            date,
            format!(
                "Nội dung hiện nay có từ ngày {}. Hãy ghi ngày sau đó, hoặc đánh dấu “Chỉ sửa chỗ ghi sai”.",
                since.short_date()
            ),
        ),
        TreeRefusal::TooLate => Problem::new(date, "Ngày này chưa đến. Hãy ghi khi đến ngày đó."),
        TreeRefusal::Units(count) => Problem::new(
            fields::SUCCESSOR,
            format!(
                "Còn {} đơn vị trực thuộc. Hãy chọn đơn vị kế thừa để nhận, hoặc chuyển chúng đi trước.",
                group(*count as i64)
            ),
        ),
        TreeRefusal::NoSuccessor => Problem::new(
            fields::SUCCESSOR,
            "Đơn vị kế thừa không còn hoạt động, hoặc trực thuộc chính đơn vị này. Hãy chọn đơn vị khác.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(name: &str, code: &str, parent: &str) -> Typed {
        let text = str::to_owned;
        Typed { name: text(name), code: text(code), parent: text(parent), kind: text("commune"), ..Typed::default() }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let draft = typed(" Xã  A ", "15-a", "7").draft(None).unwrap();
        assert_eq!((draft.name.as_str(), draft.code.as_str(), draft.parent_id), ("Xã A", "15-a", Some(7)));
        let problems = Typed::default().draft(None).unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["ten", "ma", "cap-tren", "loai"]);
        assert!(Typed { from: "2025-02-30".to_owned(), ..Typed::default() }.from().is_err());
        assert_eq!(Typed { successor: "x".to_owned(), ..Typed::default() }.successor(), Some(0));
        assert_eq!(Typed::default().successor(), None);
    }
}
