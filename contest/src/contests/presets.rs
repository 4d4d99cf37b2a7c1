//! The rules of twelve contests that were really held, to begin a contest's own rules from.

use serde::{Deserialize, Serialize};

use super::Rules;

/// The rules of a real contest, as a file of `contest/presets` holds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// The short name in URLs and on the command line; the file's name.
    pub code: String,
    /// What people read.
    pub title: String,
    /// What is known of the real contest, and what was chosen as plausible.
    pub note: String,
    /// The rules.
    pub rules: Rules,
}

/// The files, in the order in which lists show them.
const FILES: [&str; 12] = [
    include_str!("../../presets/01-vcnet.json"),
    include_str!("../../presets/02-bau-cu-2021.json"),
    include_str!("../../presets/03-hue-cchc-2025.json"),
    include_str!("../../presets/04-hai-duong-cchc-2024.json"),
    include_str!("../../presets/05-dak-lak-cchc-2023.json"),
    include_str!("../../presets/06-soc-trang-cchc.json"),
    include_str!("../../presets/07-quang-nam.json"),
    include_str!("../../presets/08-bau-cu-2026.json"),
    include_str!("../../presets/09-gtvt-cchc-2020.json"),
    include_str!("../../presets/10-hoa-binh-cchc-2023.json"),
    include_str!("../../presets/11-bac-giang.json"),
    include_str!("../../presets/12-lao-cai-2025.json"),
];

impl Preset {
    /// All, in order. That each file can be read is a test's business, not the caller's.
    pub fn all() -> Vec<Self> {
        FILES.iter().filter_map(|file| serde_json::from_str(file).ok()).collect()
    }

    /// The one with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::all().into_iter().find(|preset| preset.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contests::{OnePrize, PredictionMoment};

    #[test]
    fn every_file_is_a_preset_whose_rules_can_be_kept() {
        for (file, number) in FILES.iter().zip(1..) {
            let preset: Preset = serde_json::from_str(file).unwrap();
            assert!(preset.code.starts_with(&format!("{number:02}-")), "{}", preset.code);
            assert_eq!(preset.rules.check(), Ok(()), "{}", preset.code);
            assert!(preset.note.contains("Đã biết") && preset.note.contains("Tự chọn"), "{}", preset.code);
            let again = serde_json::to_string(&preset).unwrap();
            assert_eq!(serde_json::from_str::<Preset>(&again).unwrap(), preset);
        }
        assert_eq!(Preset::all().len(), FILES.len());
    }

    #[test]
    fn a_preset_is_found_by_its_code() {
        assert_eq!(Preset::find("07-quang-nam").map(|preset| preset.rules.one_prize), Some(OnePrize::Contest));
        assert_eq!(Preset::find("13-nowhere"), None);
    }

    #[test]
    fn the_fourth_asks_papers_and_ranks_as_rule_set_4() {
        let rules = Preset::find("04-hai-duong-cchc-2024").unwrap().rules;
        let bare = Rules::case_4();
        assert_eq!(rules.prize_keys(), bare.prize_keys());
        let stripped =
            Rules { prize_ranking: vec![], prizes: vec![], collective: vec![], schedule: None, paper: None, ..rules };
        assert_eq!(stripped, bare);
    }

    #[test]
    fn every_preset_reads_as_sentences() {
        for preset in Preset::all() {
            let told = preset.rules.describe();
            assert!(told.iter().all(|sentence| sentence.ends_with('.')), "{}: {told:#?}", preset.code);
            assert!(told.iter().any(|sentence| sentence.starts_with("Cuộc thi ")), "{}", preset.code);
            assert!(told.iter().any(|sentence| sentence.starts_with("Mỗi đề có ")), "{}", preset.code);
            let after = told.iter().any(|sentence| sentence.starts_with("Sau khi biết điểm"));
            assert_eq!(after, preset.rules.prediction_asked == PredictionMoment::AfterScore, "{}", preset.code);
        }
    }
}
