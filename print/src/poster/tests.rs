//! Posters as a reader of PDF and of pictures finds them.

use tiny_skia::Pixmap;

use super::*;

fn poster() -> Poster {
    Poster {
        above_title: "Cuộc thi trực tuyến · Tỉnh Lào Cai · 2026".into(),
        title: "Tìm hiểu cải cách hành chính".into(),
        call: "Quét mã để dự thi cùng".into(),
        agency: "Trung tâm Phục vụ hành chính công tỉnh".into(),
        standing: Some("Lúc 9 giờ 00 ngày 14/5/2026: 1.204 người đã dự thi".into()),
        address: "https://cchc.laocai.example/m/K7QP2".into(),
        or_type: "Không quét được? Gõ địa chỉ".into(),
        typed: "cchc.laocai.example/m/K7QP2".into(),
        steps: ["Mở máy ảnh, đưa vào mã", "Đăng ký, mất một phút", "Làm 20 câu trong 20 phút"].map(Into::into),
        foot: vec!["Từ 04/5 đến 17 giờ 00 ngày 31/5/2026".into(), "Hỗ trợ: 0214 000 0123".into()],
    }
}

/// What a camera reads in a picture.
fn scanned(png: &[u8]) -> String {
    let picture = Pixmap::decode_png(png).unwrap();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let light = |x: usize, y: usize| picture.pixels()[y * width + x].green();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
    let codes = prepared.detect_grids();
    assert_eq!(codes.len(), 1);
    codes[0].decode().unwrap().1
}

#[test]
fn a_camera_reads_the_address() {
    let short = poster();
    assert_eq!(scanned(&png(&short).unwrap()), short.address);
    // Preparing for a longer address and a longer name leaves the code whole.
    let long = Poster {
        agency: "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh Lào Cai ".repeat(3),
        address: format!("https://tim-hieu-cai-cach-hanh-chinh.laocai.example/m/K7QP2{}", "?x=".repeat(20)),
        standing: None,
        ..poster()
    };
    assert_eq!(scanned(&png(&long).unwrap()), long.address);
}

#[test]
fn the_same_poster_is_the_same_bytes_and_small() {
    for paper in [Paper::A4, Paper::A5] {
        let file = pdf(&poster(), paper).unwrap();
        assert_eq!(file, pdf(&poster(), paper).unwrap());
        assert!(file.len() < 60_000, "{} bytes", file.len());
    }
    assert_ne!(pdf(&poster(), Paper::A4), pdf(&poster(), Paper::A5));
    let picture = png(&poster()).unwrap();
    assert_eq!(picture, png(&poster()).unwrap());
    assert!(picture.len() < 400_000, "{} bytes", picture.len());
}

#[test]
fn nothing_is_drawn_below_the_page_however_much_there_is_to_say() {
    let wordy = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân ".repeat(8);
    let poster = Poster {
        title: wordy.clone(),
        agency: wordy.clone(),
        standing: Some(wordy.clone()),
        typed: "a".repeat(80),
        steps: [wordy.clone(), wordy.clone(), wordy.clone()],
        foot: vec![wordy.clone(), wordy],
        ..poster()
    };
    let picture = Pixmap::decode_png(&png(&poster).unwrap()).unwrap();
    let width = picture.width() as usize;
    let last = &picture.pixels()[picture.pixels().len() - 10 * width..];
    assert!(last.iter().all(|pixel| pixel.green() > 200), "text runs over the edge");
    let endless = Poster { address: "a".repeat(5_000), ..poster };
    assert!(matches!(png(&endless), Err(PrintError::Address(_))));
}
