//! Writes two sample certificates to the file that is named.
use print::certificate::{Certificate, Piece, pdf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let certificate = |name: &str, below: &str| Certificate {
        issuer: "Ban Tổ chức Cuộc thi trực tuyến Tìm hiểu cải cách hành chính, tỉnh Lào Cai chứng nhận".into(),
        name: name.into(),
        below_name: below.into(),
        award: vec![
            Piece::plain("đạt"),
            Piece::bold("Giải Nhì"),
            Piece::plain("(Giải tuần, Bảng A), Tuần 2: Thủ tục hành chính và dịch vụ công, với"),
            Piece::bold("20/20 câu đúng"),
        ],
        place_and_date: "Lào Cai, ngày 19 tháng 6 năm 2026".into(),
        signed_by: vec!["TM. BAN TỔ CHỨC".into(), "TRƯỞNG BAN".into()],
        verify: vec![
            Piece::plain("Mã kiểm tra:"),
            Piece::bold("V2-14-7K4M-92TD-QRST"),
            Piece::plain("Kiểm tra tại cchc.laocai.example/xac-nhan"),
        ],
        address: "https://cchc.laocai.example/xac-nhan/V2-14-7K4M-92TD-QRST".into(),
    };
    let file = std::env::args().nth(1).ok_or("which file?")?;
    let pages = [
        certificate("Nguyễn Thị Quỳnh Trang Thiên Hương Hoàng Ngọc Ánh", "Trung tâm Phục vụ hành chính công tỉnh"),
        certificate("Vàng A Sủ", "Sở Nội vụ"),
    ];
    Ok(std::fs::write(file, pdf(&pages)?)?)
}
