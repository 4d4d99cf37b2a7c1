//! Calendars and papers as people read them.

use super::{BankUse, PaperShape, RoundShape, Schedule, Take};

impl Schedule {
    /// The calendar as sentences.
    pub fn describe(&self) -> Vec<String> {
        let mut sentences = vec![match self.shape {
            RoundShape::Weekly { opens, closes, results } => {
                let next = if closes.in_week() <= opens.in_week() { " tuần sau" } else { "" };
                let due = results.map(|results| format!(", kết quả có chậm nhất lúc {}", results.in_words()));
                format!(
                    "Cuộc thi có {} vòng, mỗi tuần một vòng: mở lúc {}, đóng lúc {}{next}{}.",
                    self.rounds,
                    opens.in_words(),
                    closes.in_words(),
                    due.unwrap_or_default()
                )
            }
            RoundShape::Days { days, opens, closes } => {
                let rounds = match self.rounds {
                    1 => format!("kéo dài {days} ngày"),
                    rounds => format!("có {rounds} vòng, mỗi vòng {days} ngày"),
                };
                let (opens, closes) = (opens.in_words(), closes.in_words());
                format!("Cuộc thi {rounds}: mở lúc {opens} ngày đầu, đóng lúc {closes} ngày cuối.")
            }
        }];
        if self.complaint_days > 0 {
            let days = self.complaint_days;
            sentences.push(format!("Kết quả tạm thời được nhận khiếu nại trong {days} ngày trước khi duyệt."));
        }
        sentences
    }
}

impl PaperShape {
    /// The paper as sentences.
    pub fn describe(&self) -> Vec<String> {
        let part = |take| match take {
            Take::Count(count) => format!("{count} câu"),
            Take::Percent(percent) => format!("{percent}%"),
        };
        let topics: Vec<String> =
            self.topics.iter().map(|demand| format!("{} {}", demand.topic, part(demand.take))).collect();
        let mut sentences = vec![if topics.is_empty() {
            format!("Mỗi đề có {} câu hỏi.", self.questions)
        } else {
            format!("Mỗi đề có {} câu hỏi, gồm: {}.", self.questions, topics.join("; "))
        }];
        sentences.extend(match self.bank {
            BankUse::Shared => None,
            BankUse::PerTrack => Some("Mỗi bảng dự thi có ngân hàng câu hỏi riêng.".to_owned()),
            BankUse::PerRound => Some("Mỗi vòng thi có ngân hàng câu hỏi riêng.".to_owned()),
        });
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{banks::Topic, contests::TopicDemand};

    #[test]
    fn a_calendar_reads_so() {
        let weekly = serde_json::json!({
            "rounds": 20, "complaint_days": 2,
            "shape": { "weekly": {
                "opens": { "weekday": "monday", "time": "10:00" }, "closes": { "weekday": "monday", "time": "09:00" },
                "results": { "weekday": "monday", "time": "12:00" },
            } },
        });
        assert_eq!(
            serde_json::from_value::<Schedule>(weekly).unwrap().describe(),
            [
                "Cuộc thi có 20 vòng, mỗi tuần một vòng: mở lúc 10 giờ 00 thứ Hai, đóng lúc 9 giờ 00 thứ Hai tuần sau, \
                 kết quả có chậm nhất lúc 12 giờ 00 thứ Hai.",
                "Kết quả tạm thời được nhận khiếu nại trong 2 ngày trước khi duyệt.",
            ]
        );
        let days = serde_json::json!({ "rounds": 1, "shape": { "days": { "days": 30, "opens": "08:00", "closes": "17:00" } } });
        assert_eq!(
            serde_json::from_value::<Schedule>(days).unwrap().describe(),
            ["Cuộc thi kéo dài 30 ngày: mở lúc 8 giờ 00 ngày đầu, đóng lúc 17 giờ 00 ngày cuối."]
        );
    }

    #[test]
    fn a_paper_reads_so() {
        let topics = vec![
            TopicDemand { topic: Topic("Thể chế".to_owned()), take: Take::Percent(40) },
            TopicDemand { topic: Topic("Thủ tục hành chính".to_owned()), take: Take::Percent(60) },
        ];
        let shape = PaperShape { questions: 15, topics, bank: BankUse::PerRound };
        assert_eq!(
            shape.describe(),
            [
                "Mỗi đề có 15 câu hỏi, gồm: Thể chế 40%; Thủ tục hành chính 60%.",
                "Mỗi vòng thi có ngân hàng câu hỏi riêng.",
            ]
        );
    }
}
