//! `cchc export`: data for others to check.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use engine::{
    Engine, contests,
    results::life::{LifeError, RankedFiles},
};

use super::{
    CommandError,
    out_file::{OutFile, at},
    say,
};

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
    /// Các lượt thi của một vòng đã chốt (csv), không có họ tên, số điện thoại
    Entries(OfRound),
    /// Thể lệ và số liệu đã chốt của một vòng (json), để xếp hạng lại bằng cchc rank
    Rules(OfRound),
}

/// Which round, and where to.
#[derive(Debug, Args)]
struct OfRound {
    /// Số của vòng thi, như trong địa chỉ trang của Ban Tổ chức
    #[arg(long)]
    round: i64,
    /// Tệp sẽ ghi ra
    #[arg(long)]
    out: PathBuf,
}

impl Export {
    pub(super) async fn run(self, engine: &Engine) -> Result<(), CommandError> {
        match self.what {
            What::Plan { version } => {
                let plan = contests::plan_json(&engine.db.read, version).await?;
                say(plan.ok_or_else(|| format!("Không có danh mục câu hỏi số {version}."))?);
            }
            What::Entries(OfRound { round, out }) => {
                let files = files(engine, round).await?;
                let mut file = OutFile::create(&out)?;
                let mut entries = files.entries(engine).await?;
                while let Some(piece) = entries.next_piece().await? {
                    file.write_all(&piece).map_err(|error| at(&out, &error))?;
                }
                done(file, &out)?;
            }
            What::Rules(OfRound { round, out }) => {
                let rules = files(engine, round).await?.rules(engine).await?;
                let mut file = OutFile::create(&out)?;
                file.write_all(rules.as_bytes()).map_err(|error| at(&out, &error))?;
                done(file, &out)?;
            }
        }
        Ok(())
    }
}

async fn files(engine: &Engine, round: i64) -> Result<RankedFiles, CommandError> {
    RankedFiles::of(engine, round).await.map_err(|error| match error {
        LifeError::NoRound => format!("Không có vòng thi số {round}.").into(),
        LifeError::State(state) => format!(
            "Vòng thi số {round} đang ở trạng thái “{}”. Hãy xuất sau khi đã chốt kết quả tạm thời.",
            state.label()
        )
        .into(),
        other => other.into(),
    })
}

/// Says the file's sum, as `sha256sum` writes it.
fn done(file: OutFile<'_>, path: &Path) -> Result<(), CommandError> {
    say(format_args!("{}  {}", file.finish()?, path.display()));
    Ok(())
}
