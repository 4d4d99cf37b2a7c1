//! `cchc import`: what the first start takes in, by hand.

use std::{fs, path::PathBuf};

use clap::{Args, Subcommand};
use contest::banks::KeptFor;
use engine::{
    Engine, agencies,
    banks::{handbooks, question_sets},
};

use super::{CommandError, say, tell};

const REFUSED: &str = "Bị từ chối:";

/// The options of `cchc import`.
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Sổ tay hỏi – đáp (docx, pdf, txt, md)
    Handbook {
        /// Tệp
        file: PathBuf,
    },
    /// Bộ câu hỏi (xlsx, csv) vào một ngân hàng đã có
    Questions {
        /// Tệp
        file: PathBuf,
        /// Mã ngân hàng
        #[arg(long, default_value = "cchc")]
        bank: String,
        /// Các câu mới dùng để làm gì: contest (để thi) hoặc practice (để luyện tập)
        #[arg(long = "for", default_value = "contest", value_parser = kept_for)]
        kept_for: KeptFor,
    },
    /// Danh sách cơ quan, đơn vị (csv)
    Agencies {
        /// Tệp
        file: PathBuf,
    },
}

impl Import {
    pub(super) async fn run(self, engine: &Engine) -> Result<(), CommandError> {
        match self.what {
            What::Handbook { file } => {
                let (name, bytes) = read(&file)?;
                let imported = handbooks::import(engine, &name, bytes).await?;
                let known =
                    if imported.new { "" } else { " Tệp này đã nạp từ trước, không có gì thay đổi." };
                say(format_args!("Sổ tay: {} câu hỏi – đáp.{known}", imported.entries));
                tell(REFUSED, &imported.problems);
            }
            What::Questions { file, bank, kept_for } => {
                let (name, bytes) = read(&file)?;
                let found = engine::banks::by_code(&engine.db.read, &bank).await?;
                let found = found.ok_or_else(|| format!("Không có ngân hàng nào mang mã {bank}."))?;
                let (committed, view) = question_sets::import_now(engine, found.id, &name, bytes, kept_for).await?;
                say(format_args!(
                    "Đã nhập {} câu ({}); {} câu đã có từ trước; {} hàng bị từ chối.",
                    committed.added,
                    kept_for.label().to_lowercase(),
                    committed.already_there,
                    view.refused()
                ));
                tell(REFUSED, &view.refusals());
                tell("Nên xem lại:", &view.remarks());
            }
            What::Agencies { file } => {
                let (_, bytes) = read(&file)?;
                let imported = agencies::import(engine, &bytes).await?;
                say(format_args!(
                    "Đơn vị: thêm {}, sửa {}, giữ nguyên {}.",
                    imported.added, imported.changed, imported.unchanged
                ));
                tell(REFUSED, &imported.problems);
            }
        }
        Ok(())
    }
}

fn kept_for(code: &str) -> Result<KeptFor, String> {
    KeptFor::parse(code).ok_or_else(|| "Hãy ghi contest hoặc practice.".to_owned())
}

/// A file's name and what is in it.
pub(super) fn read(path: &PathBuf) -> Result<(String, Vec<u8>), CommandError> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok((name, bytes))
}
