//! Questions that stand on every paper of a round.

use serde::{Deserialize, Serialize};

use super::{CellSize, Level, Topic, Weight};

/// A question that an organiser has put on every paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FixedQuestion {
    /// Its number in the bank, which its revisions share.
    pub question: i64,
    /// What it is worth.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub weight: Weight,
}

/// What a bank has left for the cells of a blueprint when questions of these topics and levels stand
/// on every paper: no cell draws them a second time.
pub fn left_for_cells<'a>(
    sizes: &[CellSize],
    fixed: impl IntoIterator<Item = (Option<&'a Topic>, Option<Level>)>,
) -> Vec<CellSize> {
    let mut left = sizes.to_vec();
    for (topic, level) in fixed {
        let size = left.iter_mut().find(|size| size.topic.as_ref() == topic && size.level == level);
        if let Some(size) = size {
            size.available = size.available.saturating_sub(1);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_question_is_no_cell_s_any_more() {
        let size = |level, available| CellSize { topic: Some(Topic("A".to_owned())), level: Some(level), available };
        let topic = Topic("A".to_owned());
        let bank = [size(Level::Recall, 3), size(Level::Apply, 1)];
        let fixed = [(Some(&topic), Some(Level::Recall)), (Some(&topic), Some(Level::Apply)), (None, None)];
        assert_eq!(left_for_cells(&bank, fixed), [size(Level::Recall, 2), size(Level::Apply, 0)]);
        let stored = serde_json::to_string(&FixedQuestion { question: 7, weight: Weight::ONE }).unwrap();
        assert_eq!(stored, r#"{"question":7}"#);
    }
}
