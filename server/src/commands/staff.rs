//! `cchc staff`: accounts of the organiser, for whoever runs the machine.

use clap::{Args, Subcommand};
use engine::{
    Engine,
    accounts::{NewStaff, NewStaffError, OneTimePassword, Role, create_staff, reset_staff},
    clock::os_rng,
};

use super::{CommandError, say};

/// The options of `cchc staff`.
#[derive(Debug, Args)]
pub struct Staff {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Thêm một tài khoản Ban Tổ chức
    Add {
        /// Tên đăng nhập
        username: String,
        /// Tên hiển thị, ví dụ "Phạm Thu Hà"
        #[arg(long)]
        name: String,
    },
    /// Cấp lại mật khẩu dùng một lần cho một tài khoản
    Reset {
        /// Tên đăng nhập
        username: String,
    },
}

impl Staff {
    pub(super) async fn run(self, engine: &Engine) -> Result<(), CommandError> {
        match self.what {
            What::Add { username, name } => {
                let role = Role::Organiser;
                let new = NewStaff { username: &username, display_name: &name, role, agency_id: None };
                let password = create_staff(engine, None, &new, &mut os_rng()).await.map_err(why_not)?;
                tell(&username, &password);
            }
            What::Reset { username } => {
                let password = reset_staff(engine, &username, &mut os_rng()).await?;
                let password = password.ok_or_else(|| format!("Không có tài khoản nào tên {username}."))?;
                tell(&username, &password);
            }
        }
        Ok(())
    }
}

fn tell(username: &str, password: &OneTimePassword) {
    say(format_args!("Tài khoản: {username}"));
    say(format_args!("Mật khẩu dùng một lần:  {}", password.as_str()));
}

fn why_not(error: NewStaffError) -> CommandError {
    match error {
        NewStaffError::BadUsername => {
            "Tên đăng nhập cần 3 đến 40 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới.".into()
        }
        NewStaffError::UsernameTaken => {
            "Tên đăng nhập này đã có. Hãy chọn tên khác, hoặc dùng cchc staff reset.".into()
        }
        error => error.into(),
    }
}
