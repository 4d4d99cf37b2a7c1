//! Collective prizes as people read them.

use super::{CollectivePrizes, Need, Period, Points, prizes_in_words};

impl CollectivePrizes {
    /// The prizes as one paragraph.
    pub fn describe(&self) -> String {
        let period = match self.period {
            Period::Round => "mỗi vòng",
            Period::Contest => "cả cuộc thi",
        };
        let mut scope = vec![period.to_owned()];
        scope.extend(self.by_block.then(|| "riêng từng khối".to_owned()));
        scope.extend(prizes_in_words::blocks_in_words(&self.blocks));
        scope.extend(self.track.map(|track| format!("tính người thi {}", track.short_label())));
        let keys: Vec<_> = self.ranking.iter().map(|key| key.label()).collect();
        let mut told = format!("{} ({})", self.name, scope.join(", "));
        if !self.classes.is_empty() {
            told = format!("{told}: {}", prizes_in_words::classes(&self.classes));
        }
        told = format!("{told}. Xếp hạng: {}.", keys.join("; nếu bằng nhau thì "));
        for sentence in self.conditions_in_words() {
            told = format!("{told} {sentence}");
        }
        told
    }

    fn conditions_in_words(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if self.points != Points::default() {
            sentences.push(self.points.in_words());
        }
        if !self.size_bands.is_empty() {
            let bands: Vec<_> =
                self.size_bands.iter().map(|band| format!("từ {} người: {}%", band.from, band.percent)).collect();
            sentences.push(format!("Tỷ lệ tham gia tối thiểu theo quy mô: {}.", bands.join("; ")));
        }
        if !self.quotas.is_empty() {
            let quotas = self.quotas.iter().map(|quota| {
                let position = quota.position.label();
                match quota.need {
                    Need::Count(count) => format!("{position} ít nhất {count} người"),
                    Need::Percent(100) => format!("{position} 100%"),
                    Need::Percent(percent) => format!("{position} ít nhất {percent}%"),
                }
            });
            let quotas: Vec<_> = quotas.collect();
            sentences.push(format!("Bắt buộc dự thi: {}.", quotas.join("; ")));
        }
        if self.individual_winner {
            sentences.push("Phải có ít nhất một người đạt giải cá nhân.".to_owned());
        }
        sentences
    }
}

impl Points {
    fn in_words(self) -> String {
        let part = |points: u8, of: &str| (points > 0).then(|| format!("{points} điểm cho mỗi 1% {of}"));
        let parts = [
            part(self.participation, "tham gia"),
            part(self.mean_score, "điểm trung bình"),
            self.winners.then(|| "điểm của các giải cá nhân".to_owned()),
        ];
        format!("Điểm tập thể gồm: {}.", parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collective_prizes_read_so() {
        let prizes: CollectivePrizes = serde_json::from_value(serde_json::json!({
            "name": "Giải tập thể", "period": "contest", "by_block": true, "ranking": ["points", "entrants"],
            "points": { "participation": 1, "winners": true }, "individual_winner": true,
            "size_bands": [{ "from": 0, "percent": 30 }, { "from": 50, "percent": 25 }],
            "quotas": [
                { "position": "leader", "need": { "count": 1 } },
                { "position": "one_stop_staff", "need": { "percent": 100 } },
            ],
            "classes": [{ "name": "Giải Nhất", "count": 1 }],
        }))
        .unwrap();
        assert_eq!(
            prizes.describe(),
            "Giải tập thể (cả cuộc thi, riêng từng khối): 1 Giải Nhất. \
             Xếp hạng: tổng điểm tập thể cao hơn; nếu bằng nhau thì nhiều người dự thi hơn. \
             Điểm tập thể gồm: 1 điểm cho mỗi 1% tham gia; điểm của các giải cá nhân. \
             Tỷ lệ tham gia tối thiểu theo quy mô: từ 0 người: 30%; từ 50 người: 25%. \
             Bắt buộc dự thi: Lãnh đạo cơ quan, đơn vị ít nhất 1 người; \
             Người làm việc tại bộ phận một cửa 100%. \
             Phải có ít nhất một người đạt giải cá nhân."
        );
    }
}
