//! Writes a sample poster as `poster.pdf`, `poster-a5.pdf` and `poster.png` into the folder that is named.
use std::{env, error::Error, fs, path::PathBuf};

use print::poster::{Paper, Poster, pdf, png};

fn main() -> Result<(), Box<dyn Error>> {
    let poster = Poster {
        above_title: "Cuộc thi trực tuyến · Tỉnh Lào Cai · 2026".into(),
        title: "Tìm hiểu cải\u{a0}cách\u{a0}hành\u{a0}chính".into(),
        call: "Quét mã để dự thi cùng".into(),
        agency: "Trung tâm Phục vụ hành chính công tỉnh".into(),
        standing: Some("1.204 người đã dự thi, tính đến 9 giờ 00 ngày 14/5/2026".into()),
        address: "https://cchc.laocai.example/m/K7QP2".into(),
        or_type: "Không quét được? Gõ địa chỉ".into(),
        typed: "cchc.laocai.example/m/K7QP2".into(),
        steps: ["Mở máy ảnh, đưa vào mã", "Đăng ký, mất một phút", "Làm 20 câu trong 20 phút"].map(Into::into),
        foot: vec!["Từ 04/5 đến 17 giờ 00 ngày 31/5/2026".into(), "Hỗ trợ: 0214 000 0123".into()],
    };
    let folder = PathBuf::from(env::args().nth(1).ok_or("which folder?")?);
    fs::write(folder.join("poster.pdf"), pdf(&poster, Paper::A4)?)?;
    fs::write(folder.join("poster-a5.pdf"), pdf(&poster, Paper::A5)?)?;
    Ok(fs::write(folder.join("poster.png"), png(&poster)?)?)
}
