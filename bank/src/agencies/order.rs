//! Parents before their children.

use std::collections::HashMap;

use super::Agency;
use crate::{Place, Problem};

/// How far up a circle is looked for; no tree of agencies is as deep.
const MAX_LEVELS: usize = 64;

/// The row or line, to put problems into the file's order.
pub(super) fn line(place: &Place) -> u32 {
    match place {
        Place::Line(line) | Place::Row { row: line, .. } => *line,
        _ => 0,
    }
}

/// Orders the agencies so that each stands behind its parent, and refuses those that cannot.
pub(super) fn parents_first(
    agencies: Vec<Agency>,
    codes: &HashMap<String, Place>,
    problems: &mut Vec<Problem>,
) -> Vec<Agency> {
    let mut below: HashMap<Option<String>, Vec<usize>> = HashMap::new();
    for (index, agency) in agencies.iter().enumerate() {
        below.entry(agency.parent_code.clone()).or_default().push(index);
    }
    // From the tops down; what is never reached hangs on nothing.
    let mut order = below.remove(&None).unwrap_or_default();
    let mut next = 0;
    while let Some(&index) = order.get(next) {
        order.extend(below.remove(&Some(agencies[index].code.clone())).unwrap_or_default());
        next += 1;
    }
    let sound: HashMap<&str, Option<&str>> =
        agencies.iter().map(|agency| (agency.code.as_str(), agency.parent_code.as_deref())).collect();
    for index in below.into_values().flatten() {
        let agency = &agencies[index];
        let parent = agency.parent_code.as_deref().unwrap_or_default();
        let message = if !codes.contains_key(parent) {
            format!("Không có cơ quan cấp trên mang mã “{parent}” trong tệp. Hãy thêm cơ quan này hoặc sửa mã.")
        } else if is_in_cycle(&agency.code, &sound) {
            format!("Cấp trên “{parent}” lại trực thuộc chính cơ quan này. Hãy sửa mã cấp trên.")
        } else {
            format!("Cơ quan cấp trên “{parent}” chưa được nhận. Hãy sửa hàng của cơ quan đó trước.")
        };
        problems.push(Problem::new(&agency.place, message));
    }
    let mut agencies: Vec<Option<Agency>> = agencies.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| agencies[index].take()).collect()
}

/// Whether going up from an agency leads back to it.
fn is_in_cycle(code: &str, parents: &HashMap<&str, Option<&str>>) -> bool {
    let up = |at: &&str| parents.get(at).copied().flatten();
    std::iter::successors(up(&code), |at| up(at)).take(MAX_LEVELS).any(|at| at == code)
}
