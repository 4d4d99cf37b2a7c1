//! The command line.

mod bank;
mod draw;
mod export;
mod import;
mod out_file;
mod rank;
mod rehearse;
mod serve;
mod shipped;
mod staff;

use std::path::PathBuf;

use ::bank::Problem;
use clap::{Parser, Subcommand};
use engine::Engine;

use crate::{
    config::Config,
    state::{self, StartError},
};

/// Whatever stops a command, as the person at the terminal reads it.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// cchc: nền tảng tổ chức cuộc thi tìm hiểu cải cách hành chính.
#[derive(Debug, Parser)]
#[command(name = "cchc", version)]
pub struct Cli {
    /// Tệp cấu hình; nếu không có thì dùng cchc.toml ở thư mục hiện tại và các biến CCHC_…
    #[arg(long, global = true, env = "CCHC_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Chạy trang thi; lần đầu tự nạp dữ liệu kèm theo và mở một vòng thi
    Serve(serve::Serve),
    /// Đưa cơ sở dữ liệu lên phiên bản mới nhất rồi dừng
    Migrate,
    /// Nạp sổ tay, ngân hàng câu hỏi hoặc danh sách đơn vị từ tệp
    Import(import::Import),
    /// Xuất dữ liệu
    Export(export::Export),
    /// Tài khoản của Ban Tổ chức: thêm, cấp lại mật khẩu
    Staff(staff::Staff),
    /// Tệp câu hỏi: đọc, chuyển định dạng, đề xuất từ sổ tay; không cần cơ sở dữ liệu
    Bank(bank::Bank),
    /// In đề thi mà một mã sinh đề cho ra, để ai cũng kiểm tra được
    Draw(draw::Draw),
    /// Xếp hạng một tệp lượt thi theo thể lệ, để ai cũng kiểm tra được kết quả đã công bố
    Rank(rank::Rank),
    /// Tập dượt: chơi trọn một vòng thi trên cơ sở dữ liệu tạm rồi đối chiếu mọi con số
    Rehearse(rehearse::Rehearse),
}

impl Cli {
    /// Runs the command.
    pub async fn run(self) -> Result<(), CommandError> {
        let config = || Config::load(self.config.as_deref());
        match self.command {
            Command::Bank(bank) => bank.run(),
            Command::Draw(draw) => draw.run(),
            Command::Rank(rank) => rank.run(),
            Command::Serve(serve) => serve.run(config()?).await,
            Command::Migrate => {
                migrated(&config()?).await?;
                say("Cơ sở dữ liệu đã ở phiên bản mới nhất.");
                Ok(())
            }
            Command::Import(import) => import.run(&migrated(&config()?).await?).await,
            Command::Staff(staff) => staff.run(&migrated(&config()?).await?).await,
            Command::Export(export) => export.run(&migrated(&config()?).await?).await,
            Command::Rehearse(rehearse) => rehearse.run(&config()?).await,
        }
    }
}

/// An engine on an up-to-date schema.
async fn migrated(config: &Config) -> Result<Engine, StartError> {
    let engine = state::open_engine(config).await?;
    engine.db.migrate().await?;
    Ok(engine)
}

/// What was left out of a file, a line for each reason.
fn tell(heading: &str, problems: &[Problem]) {
    if !problems.is_empty() {
        say(heading);
    }
    for problem in problems {
        say(format_args!("  {problem}"));
    }
}

/// Writes a line for whoever typed the command. The reader may have gone; that is no failure.
fn say(line: impl std::fmt::Display) {
    use std::io::Write as _;

    let _ = writeln!(std::io::stdout(), "{line}");
}
