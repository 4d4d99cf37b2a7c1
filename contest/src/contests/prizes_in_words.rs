//! Who may win what, as people read it.

use super::{
    Apart, BarredPolicy, DuplicatePolicy, DuplicateRule, IndividualPrizes, OnePrize, Period, PrizeClass, Rules,
};
use crate::{agencies::Block, results::RankKey, text::group};

impl Rules {
    /// Who may take part; nothing where everybody may.
    pub(super) fn eligibility_in_words(&self) -> Vec<String> {
        let rules = &self.eligibility;
        let mut sentences = Vec::new();
        if rules.minimum_age > 0 {
            sentences.push(format!("Người dự thi từ đủ {} tuổi trở lên, tính đến ngày vào thi.", rules.minimum_age));
        }
        if !rules.tracks.is_empty() {
            let tracks: Vec<&str> = rules.tracks.iter().map(|track| track.label()).collect();
            sentences.push(format!("Dành cho {}.", tracks.join(" và ")));
        }
        let organisers = "Người trong Ban Tổ chức, người biên soạn câu hỏi và nhân viên kỹ thuật";
        match rules.barred {
            BarredPolicy::Allowed => {}
            BarredPolicy::WithoutPrizes => sentences.push(format!("{organisers} được thi nhưng không xét giải.")),
            BarredPolicy::Excluded => sentences.push(format!("{organisers} không được dự thi.")),
        }
        sentences.extend(self.duplicates.iter().map(DuplicateRule::describe));
        sentences
    }

    /// What people may win, and how equals are parted; nothing without prizes.
    pub(super) fn prizes_in_words(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self.prizes.iter().map(IndividualPrizes::describe).collect();
        if sentences.is_empty() {
            return sentences;
        }
        if self.eligibility.all_correct_only {
            sentences.push("Chỉ bài trả lời đúng tất cả các câu hỏi mới được xét giải cá nhân.".to_owned());
        }
        if !self.prize_ranking.is_empty() {
            let keys: Vec<_> = self.prize_ranking.iter().copied().map(RankKey::label).collect();
            sentences.push(format!("Khi xét giải cá nhân: {}.", keys.join("; nếu bằng nhau thì ")));
        }
        sentences.extend(match self.one_prize {
            OnePrize::Race => None,
            OnePrize::Round => Some("Trong một vòng, mỗi người chỉ nhận một giải, là giải cao hơn.".to_owned()),
            OnePrize::Contest => Some("Cả cuộc thi, mỗi người chỉ nhận một giải, là giải cao hơn.".to_owned()),
        });
        sentences.push("Khi xét giải mà vẫn bằng nhau thì bốc thăm; ai cũng kiểm tra lại được kết quả.".to_owned());
        sentences
    }
}

impl DuplicateRule {
    /// The rule as a sentence.
    pub fn describe(&self) -> String {
        let by = self.by.label();
        match self.policy {
            DuplicatePolicy::Block => format!("Trùng {by}: chỉ người đăng ký trước được tính."),
            DuplicatePolicy::Flag => format!("Trùng {by}: Ban Tổ chức sẽ xem xét."),
            DuplicatePolicy::Allow(count) => format!("Trùng {by}: tối đa {count} người đăng ký trước được tính."),
        }
    }
}

impl IndividualPrizes {
    /// The prizes as a sentence.
    pub fn describe(&self) -> String {
        let period = match self.period {
            Period::Round => "mỗi vòng",
            Period::Contest => "cả cuộc thi",
        };
        let apart = match self.apart {
            Apart::Together => "",
            Apart::Track => ", riêng từng bảng",
            Apart::Block => ", riêng từng khối",
        };
        let tracks = self.tracks.iter().map(|track| track.short_label().to_owned());
        let among: Vec<String> = tracks.chain(blocks_in_words(&self.blocks)).collect();
        let among = if among.is_empty() { String::new() } else { format!(", dành cho {}", among.join(", ")) };
        let spread = self.most_per_agency.map(|most| format!(", mỗi cơ quan, đơn vị không quá {most} giải"));
        format!("{} ({period}{apart}{among}{}): {}.", self.name, spread.unwrap_or_default(), classes(&self.classes))
    }
}

/// `1 Giải Nhất (1.000.000 đồng, 10 điểm cho đơn vị), 2 Giải Nhì`.
pub(super) fn classes(classes: &[PrizeClass]) -> String {
    let class = |class: &PrizeClass| {
        let value = i64::try_from(class.value).ok().filter(|value| *value > 0);
        let value = value.map(|value| format!("{} đồng", group(value)));
        let points = (class.points > 0).then(|| format!("{} điểm cho đơn vị", class.points));
        let more: Vec<String> = [value, points].into_iter().flatten().collect();
        let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
        format!("{} {}{more}", class.count, class.name)
    };
    classes.iter().map(class).collect::<Vec<_>>().join(", ")
}

/// `khối Xã, phường`.
pub(super) fn blocks_in_words(blocks: &[Block]) -> impl Iterator<Item = String> {
    blocks.iter().map(|block| format!("khối {}", Block::label(block.code())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contests::{DuplicateKey, Eligibility, TrackKind};

    fn prizes() -> IndividualPrizes {
        serde_json::from_value(serde_json::json!({
            "name": "Giải tuần", "period": "round", "apart": "track", "most_per_agency": 1,
            "classes": [{ "name": "Giải Nhất", "count": 1, "value": 1_000_000, "points": 10 }, { "name": "Giải Nhì", "count": 2 }],
        }))
        .unwrap()
    }

    #[test]
    fn prizes_read_so() {
        assert_eq!(
            prizes().describe(),
            "Giải tuần (mỗi vòng, riêng từng bảng, mỗi cơ quan, đơn vị không quá 1 giải): \
             1 Giải Nhất (1.000.000 đồng, 10 điểm cho đơn vị), 2 Giải Nhì."
        );
        let some = IndividualPrizes {
            tracks: vec![TrackKind::Staff],
            blocks: vec![Block("xa-phuong".to_owned())],
            apart: Apart::Together,
            period: Period::Contest,
            most_per_agency: None,
            ..prizes()
        };
        assert!(some.describe().starts_with("Giải tuần (cả cuộc thi, dành cho Bảng A, khối Xã, phường): "));
    }

    #[test]
    fn who_may_win_reads_so() {
        let eligibility =
            Eligibility { minimum_age: 18, all_correct_only: true, barred: BarredPolicy::Excluded, tracks: vec![] };
        let duplicates = vec![DuplicateRule { by: DuplicateKey::Phone, policy: DuplicatePolicy::Allow(2) }];
        let rules = Rules {
            eligibility,
            duplicates,
            prizes: vec![prizes()],
            one_prize: OnePrize::Contest,
            prize_ranking: vec![RankKey::Correct, RankKey::PredictionDistance],
            ..Rules::case_4()
        };
        let told = rules.describe();
        for sentence in [
            "Người dự thi từ đủ 18 tuổi trở lên, tính đến ngày vào thi.",
            "Người trong Ban Tổ chức, người biên soạn câu hỏi và nhân viên kỹ thuật không được dự thi.",
            "Trùng số điện thoại: tối đa 2 người đăng ký trước được tính.",
            "Chỉ bài trả lời đúng tất cả các câu hỏi mới được xét giải cá nhân.",
            "Khi xét giải cá nhân: nhiều câu đúng hơn; nếu bằng nhau thì dự đoán gần đúng hơn.",
            "Cả cuộc thi, mỗi người chỉ nhận một giải, là giải cao hơn.",
        ] {
            assert!(told.iter().any(|told| told == sentence), "{sentence}");
        }
    }
}
