//! The bands in which reports count scores.

use super::Rules;
use crate::text::percent;

impl Rules {
    /// What people read over the bands, one for each of `score_bands`: `100%`, `từ 75% đến dưới 100%`.
    pub fn score_band_labels(&self) -> Vec<String> {
        let share = |score: u16| percent(u64::from(score), 10_000);
        let above = self.score_bands.iter().map(|lowest| Some(*lowest));
        let label = |(&lowest, above): (&u16, Option<u16>)| match (lowest, above) {
            (10_000, _) => "100%".to_owned(),
            (lowest, None) => format!("từ {}", share(lowest)),
            (0, Some(1)) => "0%".to_owned(),
            (0, Some(above)) => format!("dưới {}", share(above)),
            (1, Some(above)) => format!("trên 0% đến dưới {}", share(above)),
            (lowest, Some(above)) => format!("từ {} đến dưới {}", share(lowest), share(above)),
        };
        self.score_bands.iter().zip(std::iter::once(None).chain(above)).map(label).collect()
    }

    /// The bands as a sentence; nothing without any.
    pub(super) fn score_bands_in_words(&self) -> Option<String> {
        let labels = self.score_band_labels();
        (!labels.is_empty()).then(|| format!("Báo cáo đếm bài thi theo các mức điểm: {}.", labels.join("; ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_read_from_the_highest_to_nothing() {
        let labels = |bands: &[u16]| Rules { score_bands: bands.to_vec(), ..Rules::case_4() }.score_band_labels();
        assert_eq!(
            labels(&[10_000, 7_500, 2_500, 1, 0]),
            ["100%", "từ 75% đến dưới 100%", "từ 25% đến dưới 75%", "trên 0% đến dưới 25%", "0%"]
        );
        assert_eq!(labels(&[5_000, 0]), ["từ 50%", "dưới 50%"]);
        assert_eq!(labels(&[]), [""; 0]);
        let rules = Rules { score_bands: vec![5_000, 0], ..Rules::case_4() };
        assert!(rules.describe().contains(&"Báo cáo đếm bài thi theo các mức điểm: từ 50%; dưới 50%.".to_owned()));
    }
}
