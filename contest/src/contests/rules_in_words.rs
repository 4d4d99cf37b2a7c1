//! Thể lệ as people read it.

use super::{Apart, Counting, KeyReveal, PredictionMoment, Rules};
use crate::{
    results::{Masking, RankKey},
    time::in_words,
};

impl Rules {
    /// The rules as sentences, one for each thing that someone taking part should know.
    pub fn describe(&self) -> Vec<String> {
        let mut sentences = self.eligibility_in_words();
        sentences.extend(self.schedule.iter().flat_map(super::Schedule::describe));
        sentences.extend(self.paper.iter().flat_map(super::PaperShape::describe));
        sentences.extend(self.presentation.in_words().map(str::to_owned));
        sentences.extend([
            format!("Thời gian làm mỗi bài là {}, tính theo đồng hồ của hệ thống.", in_words(self.duration)),
            self.attempts_in_words(),
            self.scoring_in_words().to_owned(),
            self.ranking_in_words(),
        ]);
        sentences.extend(self.apart_in_words().map(str::to_owned));
        sentences.extend(self.prediction_in_words());
        sentences.extend(self.prizes_in_words());
        sentences.extend(self.minimum_participation_percent.map(|percent| {
            format!("Cơ quan, đơn vị có từ {percent}% số người tham gia trở lên mới được xét giải tập thể.")
        }));
        sentences.extend(self.collective.iter().map(super::CollectivePrizes::describe));
        sentences.extend(self.score_bands_in_words());
        sentences.push(self.names_in_words().to_owned());
        sentences.push(self.key_in_words().to_owned());
        sentences.extend(self.key_after_complaint_in_words().map(str::to_owned));
        sentences
    }

    fn attempts_in_words(&self) -> String {
        let counted = match self.counts {
            Counting::Best => "lượt tốt nhất được tính",
            Counting::First => "lượt đầu tiên được tính",
            Counting::Last => "lượt cuối cùng được tính",
        };
        match self.attempts.count {
            Some(1) => format!("Mỗi người được thi 1 lượt {}.", self.attempts.per.in_words()),
            Some(count) => {
                format!("Mỗi người được thi tối đa {count} lượt {}; {counted}.", self.attempts.per.in_words())
            }
            None => format!("Mỗi người được thi không giới hạn số lượt; {counted}."),
        }
    }

    fn scoring_in_words(&self) -> &'static str {
        if self.partial_credit {
            "Câu có nhiều đáp án đúng: chọn đúng một phần được một phần điểm, chọn sai bị trừ trong phạm vi câu đó."
        } else {
            "Câu có nhiều đáp án đúng chỉ được tính khi chọn đủ và đúng tất cả."
        }
    }

    fn ranking_in_words(&self) -> String {
        let keys: Vec<_> = self.ranking.iter().map(|key| key.label()).collect();
        format!("Xếp hạng: {}. Vẫn bằng nhau thì đồng hạng.", keys.join("; nếu bằng nhau thì "))
    }

    /// Track by track is what people expect; only what differs is said.
    const fn apart_in_words(&self) -> Option<&'static str> {
        match self.apart {
            Apart::Track => None,
            Apart::Together => Some("Mọi người dự thi xếp hạng chung, không chia bảng."),
            Apart::Block => Some("Người dự thi xếp hạng riêng theo từng khối cơ quan, đơn vị."),
        }
    }

    fn prediction_in_words(&self) -> Option<String> {
        let quantity = self.prediction?.label();
        let asked = match self.prediction_asked {
            PredictionMoment::WithPaper => format!("Trước khi nộp bài, bạn dự đoán {quantity}."),
            PredictionMoment::AfterScore => format!(
                "Sau khi biết điểm, bạn dự đoán {quantity} ở trang kết quả: mỗi lượt một lần, trước khi vòng thi đóng, \
                 không sửa lại được."
            ),
        };
        let weight = if self.ranking.contains(&RankKey::PredictionDistance) {
            "Số đúng được chốt khi vòng thi đóng; đến lúc đó thứ hạng là tạm thời."
        } else {
            "Dự đoán không tính điểm, chỉ dùng khi xét giải giữa những người bằng nhau."
        };
        Some(format!("{asked} {weight}"))
    }

    const fn names_in_words(&self) -> &'static str {
        match self.names {
            Masking::Full => "Danh sách công khai ghi đầy đủ họ và tên.",
            Masking::Masked => "Danh sách công khai che bớt tên gọi, ví dụ Nguyễn Văn A***.",
            Masking::Initials => "Danh sách công khai chỉ ghi chữ cái đầu của họ và tên cùng tên cơ quan, đơn vị.",
        }
    }

    const fn key_in_words(&self) -> &'static str {
        match self.reveal_key {
            KeyReveal::Never => "Đáp án không được công bố.",
            KeyReveal::AfterRound => "Sau khi chốt kết quả tạm thời của vòng, bạn xem được đáp án của bài mình đã làm.",
            KeyReveal::AfterPublish => "Đáp án được công bố cùng kết quả chính thức.",
        }
    }

    /// Only where it is sooner than for everybody.
    fn key_after_complaint_in_words(&self) -> Option<&'static str> {
        let complaints = self.schedule.is_some_and(|schedule| schedule.complaint_days > 0);
        (complaints && self.reveal_key == KeyReveal::AfterPublish)
            .then_some("Người khiếu nại xem được đáp án của bài bị khiếu nại ngay khi được trả lời.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contests::{AttemptLimit, LimitPeriod, Presentation};

    #[test]
    fn rule_set_4_reads_so() {
        assert_eq!(
            Rules::case_4().describe(),
            [
                "Thời gian làm mỗi bài là 20 phút, tính theo đồng hồ của hệ thống.",
                "Mỗi người được thi tối đa 3 lượt trong vòng; lượt tốt nhất được tính.",
                "Câu có nhiều đáp án đúng chỉ được tính khi chọn đủ và đúng tất cả.",
                "Xếp hạng: nhiều câu đúng hơn; nếu bằng nhau thì làm bài nhanh hơn. Vẫn bằng nhau thì đồng hạng.",
                "Trước khi nộp bài, bạn dự đoán số người trả lời đúng tất cả các câu hỏi. \
                 Dự đoán không tính điểm, chỉ dùng khi xét giải giữa những người bằng nhau.",
                "Cơ quan, đơn vị có từ 50% số người tham gia trở lên mới được xét giải tập thể.",
                "Danh sách công khai che bớt tên gọi, ví dụ Nguyễn Văn A***.",
                "Đáp án được công bố cùng kết quả chính thức.",
            ]
        );
    }

    #[test]
    fn other_rules_read_differently() {
        let rules = Rules {
            attempts: AttemptLimit { count: Some(1), per: LimitPeriod::Week },
            ranking: vec![RankKey::Correct, RankKey::PredictionDistance],
            partial_credit: true,
            minimum_participation_percent: None,
            ..Rules::case_4()
        };
        let told = rules.describe();
        assert_eq!(told.len(), 7);
        assert_eq!(told[1], "Mỗi người được thi 1 lượt mỗi tuần.");
        assert!(told[4].ends_with("đến lúc đó thứ hạng là tạm thời."));
        let stepwise = Rules { presentation: Presentation::ForwardOnly, ..rules.clone() };
        assert!(stepwise.describe()[0].starts_with("Câu hỏi hiện lần lượt từng câu; đã sang câu sau thì không"));
        let later = Rules { prediction_asked: PredictionMoment::AfterScore, ..rules.clone() };
        assert!(later.describe()[4].starts_with("Sau khi biết điểm, bạn dự đoán số người"));
        let free =
            Rules { attempts: AttemptLimit { count: None, per: LimitPeriod::Contest }, prediction: None, ..rules };
        assert_eq!(free.describe()[1], "Mỗi người được thi không giới hạn số lượt; lượt tốt nhất được tính.");
    }
}
