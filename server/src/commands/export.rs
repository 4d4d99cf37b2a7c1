//! `cchc export`: data for others to check.

use clap::{Args, Subcommand};
use engine::{Engine, contests};

use super::{CommandError, say};

/// The options of `cchc export`.
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Danh mục câu hỏi đã chốt của một vòng thi, có đáp án: chỉ công khai sau khi vòng thi đóng
    Plan {
        /// Số phiên bản, như trong lượt thi
        version: i64,
    },
}

impl Export {
    pub(super) async fn run(self, engine: &Engine) -> Result<(), CommandError> {
        match self.what {
            What::Plan { version } => {
                let plan = contests::plan_json(&engine.db.read, version).await?;
                say(plan.ok_or_else(|| format!("Không có danh mục câu hỏi số {version}."))?);
                Ok(())
            }
        }
    }
}
