//! What a file says that a contest has no place for: counted, and told in one note each.

use std::collections::BTreeSet;

use crate::{Place, Problem};

/// Counts while a file is read.
#[derive(Default)]
pub(super) struct LeftOut {
    /// Questions with a remark on a choice or on the outcome.
    pub(super) remarks: usize,
    /// Questions that are worth something else than one point.
    pub(super) points: usize,
    tags: BTreeSet<String>,
    paths: BTreeSet<String>,
    fields: BTreeSet<String>,
}

/// Names told of in one note; a file may have thousands.
const MOST_NAMES: usize = 20;

impl LeftOut {
    /// A tag that says nothing known here.
    pub(super) fn tag(&mut self, label: &str) {
        insert(&mut self.tags, label);
    }

    /// A category of which only the last name is kept.
    pub(super) fn path(&mut self, path: &str) {
        insert(&mut self.paths, path);
    }

    /// A field that means nothing here.
    pub(super) fn field(&mut self, name: &str) {
        insert(&mut self.fields, name);
    }

    /// The notes, none for what did not occur.
    pub(super) fn notes(self) -> Vec<Problem> {
        let mut notes = Vec::new();
        let mut note = |message: String| notes.push(Problem::new(&Place::File, message));
        if self.remarks > 0 {
            note(format!("{} câu có nhận xét riêng khi chọn đúng hoặc sai; nhận xét không được lấy.", self.remarks));
        }
        if self.points > 0 {
            note(format!("{} câu có số điểm riêng; điểm mỗi câu đặt ở ma trận đề nên không được lấy.", self.points));
        }
        for (names, what) in [
            (self.tags, "Không dùng đến thẻ"),
            (self.fields, "Không dùng đến trường"),
            (self.paths, "Lĩnh vực lấy theo tên cuối của danh mục"),
        ] {
            if !names.is_empty() {
                let names: Vec<String> = names.into_iter().collect();
                note(format!("{what} “{}”.", names.join("”, “")));
            }
        }
        notes
    }
}

fn insert(names: &mut BTreeSet<String>, name: &str) {
    const LONGEST: usize = 100;
    if names.len() < MOST_NAMES {
        names.insert(name.chars().take(LONGEST).collect());
    }
}
