//! The file that ranks a field offline: rules and frozen facts.

use serde::{Deserialize, Serialize};

use super::{Facts, RankError};
use crate::contests::Rules;

/// All that a ranking needs beside the attempts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankFile {
    /// The rules.
    pub rules: Rules,
    /// What was frozen at the close.
    pub facts: Facts,
}

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RankFileError {
    /// Not JSON, or not of this shape; with where and what, as the parser says it.
    #[error("Tệp thể lệ chưa đọc được ở dòng {line}, cột {column}: {what}. Hãy xem lại chỗ đó.", line = .0.line(), column = .0.column(), what = .0)]
    Json(#[from] serde_json::Error),
    /// Rules that cannot be kept, or facts that contradict themselves.
    #[error(transparent)]
    Content(#[from] RankError),
}

impl RankFile {
    /// Reads a file and checks it.
    pub fn read(json: &str) -> Result<Self, RankFileError> {
        let file: Self = serde_json::from_str(json)?;
        file.rules.check().map_err(RankError::Rules)?;
        file.facts.check().map_err(RankError::Facts)?;
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{attempts::Seed, contests::RulesError};

    #[test]
    fn a_file_is_read_as_it_is_written() {
        let file = RankFile { rules: Rules::case_4(), facts: Facts::none(Seed([7; 16])) };
        let json = serde_json::to_string(&file).unwrap();
        assert_eq!(RankFile::read(&json).unwrap(), file);
    }

    #[test]
    fn what_cannot_be_used_says_where_and_why() {
        let error = RankFile::read("{\n \"rules\": 5 }").unwrap_err().to_string();
        assert!(error.starts_with("Tệp thể lệ chưa đọc được ở dòng 2, cột "), "{error}");
        let rules = Rules { ranking: vec![], ..Rules::case_4() };
        let json = serde_json::to_string(&RankFile { rules, facts: Facts::none(Seed([7; 16])) }).unwrap();
        let error = RankFile::read(&json).unwrap_err();
        assert_eq!(error.to_string(), RulesError::NoRanking.to_string());
    }
}
