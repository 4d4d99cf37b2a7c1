//! `cchc export`: data for others to check.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use engine::{
    Engine, contests,
    results::life::{LifeError, RankedFiles, ResultsOf},
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
    /// Các lượt thi của một vòng đã chốt hoặc cuộc thi đã tổng kết (csv), không có họ tên, số điện thoại
    Entries(OfResults),
    /// Thể lệ và số liệu đã chốt của một vòng hoặc cuộc thi (json), để xếp hạng lại bằng cchc rank
    Rules(OfResults),
}

/// Whose results, and where to.
#[derive(Debug, Args)]
struct OfResults {
    #[command(flatten)]
    whose: Whose,
    /// Tệp sẽ ghi ra
    #[arg(long)]
    out: PathBuf,
}

/// A round, or a whole contest.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Whose {
    /// Số của vòng thi, như trong địa chỉ trang của Ban Tổ chức
    #[arg(long)]
    round: Option<i64>,
    /// Số của cuộc thi đã tổng kết, như trong địa chỉ trang của Ban Tổ chức
    #[arg(long)]
    contest: Option<i64>,
}

impl Whose {
    fn of(&self) -> ResultsOf {
        match (self.round, self.contest) {
            (None, Some(contest)) => ResultsOf::Contest(contest),
            (round, _) => ResultsOf::Round(round.unwrap_or_default()),
        }
    }
}

impl Export {
    pub(super) async fn run(self, engine: &Engine) -> Result<(), CommandError> {
        match self.what {
            What::Plan { version } => {
                let plan = contests::plan_json(&engine.db.read, version).await?;
                say(plan.ok_or_else(|| format!("Không có danh mục câu hỏi số {version}."))?);
            }
            What::Entries(OfResults { whose, out }) => {
                let files = files(engine, whose.of()).await?;
                let mut file = OutFile::create(&out)?;
                let mut entries = files.entries(engine).await?;
                while let Some(piece) = entries.next_piece().await? {
                    file.write_all(&piece).map_err(|error| at(&out, &error))?;
                }
                done(file, &out)?;
            }
            What::Rules(OfResults { whose, out }) => {
                let rules = files(engine, whose.of()).await?.rules(engine).await?;
                let mut file = OutFile::create(&out)?;
                file.write_all(rules.as_bytes()).map_err(|error| at(&out, &error))?;
                done(file, &out)?;
            }
        }
        Ok(())
    }
}

async fn files(engine: &Engine, of: ResultsOf) -> Result<RankedFiles, CommandError> {
    RankedFiles::of(engine, of).await.map_err(|error| match (error, of) {
        (LifeError::NoRound, ResultsOf::Round(round)) => format!("Không có vòng thi số {round}.").into(),
        (LifeError::NoRound, ResultsOf::Contest(contest)) => format!("Không có cuộc thi số {contest}.").into(),
        (LifeError::State(state), ResultsOf::Round(round)) => format!(
            "Vòng thi số {round} đang ở trạng thái “{}”. Hãy xuất sau khi đã chốt kết quả tạm thời.",
            state.label()
        )
        .into(),
        (LifeError::State(_), ResultsOf::Contest(contest)) => {
            format!("Cuộc thi số {contest} chưa tổng kết. Hãy xuất sau khi đã tổng kết.").into()
        }
        (other, _) => other.into(),
    })
}

/// Says the file's sum, as `sha256sum` writes it.
fn done(file: OutFile<'_>, path: &Path) -> Result<(), CommandError> {
    say(format_args!("{}  {}", file.finish()?, path.display()));
    Ok(())
}
