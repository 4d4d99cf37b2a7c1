//! The bands in which reports count scores.

use super::Rules;
use crate::text::percent;

/// The bands of a contest whose rules name none.
const USUAL: [u16; 6] = [10_000, 9_000, 8_000, 6_500, 5_000, 0];

impl Rules {
    /// The lower ends of the bands in which statistics count scores, in hundredths of a percent, falling: the rules'
    /// own, or the usual ones.
    pub fn bands_of_reports(&self) -> &[u16] {
        if self.score_bands.is_empty() { &USUAL } else { &self.score_bands }
    }

    /// What people read over these bands, one for each: `100%`, `từ 75% đến dưới 100%`.
    pub fn band_labels(bands: &[u16]) -> Vec<String> {
        let share = |score: u16| percent(u64::from(score), 10_000);
        let above = bands.iter().map(|lowest| Some(*lowest));
        let label = |(&lowest, above): (&u16, Option<u16>)| match (lowest, above) {
            (10_000, _) => "100%".to_owned(),
            (lowest, None) => format!("từ {}", share(lowest)),
            (0, Some(1)) => "0%".to_owned(),
            (0, Some(above)) => format!("dưới {}", share(above)),
            (1, Some(above)) => format!("trên 0% đến dưới {}", share(above)),
            (lowest, Some(above)) => format!("từ {} đến dưới {}", share(lowest), share(above)),
        };
        bands.iter().zip(std::iter::once(None).chain(above)).map(label).collect()
    }

    /// The bands as a sentence; nothing without any.
    pub(super) fn score_bands_in_words(&self) -> Option<String> {
        let labels = Self::band_labels(&self.score_bands);
        (!labels.is_empty()).then(|| format!("Báo cáo đếm bài thi theo các mức điểm: {}.", labels.join("; ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_read_from_the_highest_to_nothing() {
        let labels = Rules::band_labels;
        assert_eq!(
            labels(&[10_000, 7_500, 2_500, 1, 0]),
            ["100%", "từ 75% đến dưới 100%", "từ 25% đến dưới 75%", "trên 0% đến dưới 25%", "0%"]
        );
        assert_eq!(labels(&[5_000, 0]), ["từ 50%", "dưới 50%"]);
        assert_eq!(labels(&[]), [""; 0]);
        assert_eq!(Rules::case_4().bands_of_reports(), USUAL);
        let rules = Rules { score_bands: vec![5_000, 0], ..Rules::case_4() };
        assert!(rules.describe().contains(&"Báo cáo đếm bài thi theo các mức điểm: từ 50%; dưới 50%.".to_owned()));
        assert_eq!(rules.bands_of_reports(), [5_000, 0]);
    }
}
