//! A paper by shares: its size, and what part of it each topic gives, as they are typed on the form of
//! a new round.

use app::{contests::MatrixCell, form::Problem};
use contest::{
    banks::{Blueprint, CellSize, Topic},
    contests::{BankUse, PaperShape, Take, TopicDemand, TrackKind},
};
use engine::contests::{default_blueprint, rounds::MAX_PAPER};

/// Between an input's name and its topic.
const BAR: char = '|';

/// The size and the shares of one track. No share: the bank's own proportions.
#[derive(Clone, Debug)]
pub(super) struct TypedShares {
    track: TrackKind,
    /// Questions of a paper.
    total: String,
    /// Percent by topic, in the order of the table.
    percents: Vec<(Topic, String)>,
}

impl TypedShares {
    /// Those that a form sent.
    pub(super) fn sent(track: TrackKind, pairs: &[(String, String)]) -> Self {
        let total_name = total_name(track);
        let value = |(_, value): &(String, String)| value.trim().to_owned();
        let total = pairs.iter().find(|(key, _)| *key == total_name).map(value).unwrap_or_default();
        let percents = pairs.iter().filter_map(|pair| {
            let (before, topic) = pair.0.split_once(BAR)?;
            (before == prefix(track)).then(|| (Topic(topic.to_owned()), value(pair)))
        });
        Self { track, total, percents: percents.collect() }
    }

    /// The blueprint that they come to, for a bank of these sizes; `fallback` is the paper's size when
    /// none is typed; `fixed` of them stand on every paper, and the shares are of the others. Within a
    /// topic, levels share as the bank does. `Err` says what to mend.
    pub(super) fn blueprint(&self, sizes: &[CellSize], fallback: u16, fixed: u32) -> Result<Blueprint, Problem> {
        let questions = match self.total.as_str() {
            "" => fallback,
            typed => {
                let total = typed.parse::<u16>().ok().filter(|total| (1..=MAX_PAPER).contains(&u32::from(*total)));
                total.ok_or_else(|| self.problem(&format!("số câu của đề phải từ 1 đến {MAX_PAPER}. Hãy nhập lại.")))?
            }
        };
        let questions = questions.saturating_sub(fixed as u16);
        let mut topics = Vec::new();
        for (topic, typed) in self.percents.iter().filter(|(_, typed)| !typed.is_empty()) {
            let percent = typed.trim_end_matches('%').trim_end().parse().ok().filter(|percent| *percent <= 100);
            let percent = percent.ok_or_else(|| {
                let message = format!("{}, {}: tỷ lệ là một số từ 1 đến 100.", self.track.short_label(), topic.0);
                Problem::new(total_name(self.track), message)
            })?;
            topics.push(TopicDemand { topic: topic.clone(), take: Take::Percent(percent) });
        }
        if topics.is_empty() {
            return Ok(default_blueprint(sizes, questions));
        }
        let shape = PaperShape { questions, topics, bank: BankUse::Shared };
        shape.check().map_err(|why| self.problem(&why.to_string()))?;
        let cells = shape.blueprint().0.into_iter().flat_map(|cell| {
            let of_topic: Vec<CellSize> = sizes.iter().filter(|size| size.topic == cell.topic).cloned().collect();
            let mut levels = default_blueprint(&of_topic, cell.take).0;
            // What the bank does not have is asked for all the same, so that it is told.
            let missing = u32::from(cell.take) - levels.iter().map(|cell| u32::from(cell.take)).sum::<u32>();
            match levels.last_mut() {
                Some(last) => last.take += missing as u16,
                None => levels.push(cell),
            }
            levels
        });
        Ok(Blueprint(cells.collect()))
    }

    fn problem(&self, message: &str) -> Problem {
        Problem::new(total_name(self.track), format!("{}: {message}", self.track.short_label()))
    }

    /// The input of the size.
    pub(super) fn total_view(&self) -> MatrixCell {
        let name = total_name(self.track);
        MatrixCell { id: name.clone(), name, value: self.total.clone(), available: 0, problem: None }
    }

    /// The input of a topic's share; `None` for questions without a topic.
    pub(super) fn view(&self, place: usize, topic: Option<&Topic>) -> Option<MatrixCell> {
        let topic = topic?;
        let typed = self.percents.iter().find(|(other, _)| other == topic).map(|(_, typed)| typed.clone());
        Some(MatrixCell {
            id: format!("{}-{place}", prefix(self.track)),
            name: format!("{}{BAR}{}", prefix(self.track), topic.0),
            value: typed.unwrap_or_default(),
            available: 0,
            problem: None,
        })
    }
}

fn total_name(track: TrackKind) -> String {
    format!("so-cau-{}", track.code())
}

fn prefix(track: TrackKind) -> String {
    format!("ty-le-{}", track.code())
}

#[cfg(test)]
mod tests {
    use contest::banks::Level;

    use super::*;

    fn sizes() -> Vec<CellSize> {
        let size = |topic: &str, level, available| CellSize {
            topic: Some(Topic(topic.to_owned())),
            level: Some(level),
            available,
        };
        vec![
            size("Bộ máy", Level::Recall, 30),
            size("Bộ máy", Level::Apply, 10),
            size("Công vụ", Level::Recall, 5),
            size("Thể chế", Level::Recall, 50),
        ]
    }

    fn typed(pairs: &[(&str, &str)]) -> TypedShares {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        TypedShares::sent(TrackKind::Staff, &pairs)
    }

    fn takes(blueprint: &Blueprint) -> Vec<(&str, u16)> {
        blueprint.0.iter().map(|cell| (cell.topic.as_ref().map_or("", |topic| topic.0.as_str()), cell.take)).collect()
    }

    #[test]
    fn shares_become_questions_by_topic_and_then_by_level() {
        let shares = typed(&[
            ("so-cau-staff", "10"),
            ("ty-le-staff|Bộ máy", "75"),
            ("ty-le-staff|Công vụ", "25 %"),
            ("ty-le-staff|Thể chế", ""),
            ("ty-le-citizens|Thể chế", "100"),
        ]);
        let blueprint = shares.blueprint(&sizes(), 15, 0).unwrap();
        // 7.5 and 2.5: of equal remainders the earlier topic's comes first.
        assert_eq!(takes(&blueprint), [("Bộ máy", 6), ("Bộ máy", 2), ("Công vụ", 2)]);
        assert_eq!(blueprint.shortages(&sizes()), []);
        let beside_fixed = shares.blueprint(&sizes(), 15, 2).unwrap();
        assert_eq!(takes(&beside_fixed), [("Bộ máy", 5), ("Bộ máy", 1), ("Công vụ", 2)]);
        let much = typed(&[("so-cau-staff", "20"), ("ty-le-staff|Công vụ", "50"), ("ty-le-staff|Thể chế", "50")]);
        let much = much.blueprint(&sizes(), 15, 0).unwrap();
        assert_eq!((much.total(), much.shortages(&sizes()).len()), (20, 1), "the shortage is there to be told");
        assert_eq!(typed(&[]).blueprint(&sizes(), 15, 0).unwrap(), default_blueprint(&sizes(), 15));
    }

    #[test]
    fn what_does_not_add_up_is_told() {
        let told = |pairs: &[(&str, &str)]| typed(pairs).blueprint(&sizes(), 15, 0).unwrap_err();
        let short = told(&[("ty-le-staff|Bộ máy", "50"), ("ty-le-staff|Công vụ", "40")]);
        assert_eq!(short.message, "Bảng A: Ma trận đề cộng lại được 90, cần đúng 100. Hãy sửa cho khớp.");
        assert_eq!(short.field, "so-cau-staff");
        for wrong in ["101", "x", "-1", "1,5"] {
            let told = told(&[("ty-le-staff|Bộ máy", wrong)]);
            assert_eq!(told.message, "Bảng A, Bộ máy: tỷ lệ là một số từ 1 đến 100.", "{wrong}");
        }
        for wrong in ["0", "101", "x", "-5"] {
            assert!(told(&[("so-cau-staff", wrong)]).message.contains("số câu của đề phải từ 1 đến 100"), "{wrong}");
        }
    }
}
