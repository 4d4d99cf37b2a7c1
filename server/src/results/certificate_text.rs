//! The words of certificates, on paper and on the page that verifies them.

use engine::results::{Certification, Prize, life::ResultsOf};
use print::certificate::{Certificate, Piece};

use super::awards::race_in_words;
use crate::{contests::words::inside, state::AppState};

/// A certificate as it is printed.
pub fn certificate(state: &AppState, found: &Certification) -> Certificate {
    let (base, province) = (&state.config.public_url, &state.site.province);
    Certificate {
        issuer: issuer(&found.contest, province),
        name: found.name.clone(),
        below_name: found.agency.clone().unwrap_or_default(),
        award: award(found),
        place_and_date: place_and_date(province, found),
        signed_by: vec!["TM. BAN TỔ CHỨC".to_owned(), "TRƯỞNG BAN".to_owned()],
        verify: vec![
            Piece::plain("Mã kiểm tra:"),
            Piece::bold(found.code.to_string()),
            Piece::plain(format!("Kiểm tra tại {}/xac-nhan", without_scheme(base))),
        ],
        address: format!("{base}/xac-nhan/{}", found.code),
    }
}

/// What the page that verifies a certificate says of it.
pub fn rows(found: &Certification) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    if let Some(agency) = &found.agency {
        rows.push(("Họ và tên", found.public_name.clone()));
        rows.push(("Cơ quan, đơn vị", agency.clone()));
    } else {
        rows.push(("Cơ quan, đơn vị", found.public_name.clone()));
    }
    match &found.prize {
        Some(prize) => rows.push(("Giải", format!("{} ({})", prize.class, race(prize)))),
        None => rows.push(("Chứng nhận", "Đã hoàn thành bài dự thi".to_owned())),
    }
    rows.extend(found.worth.map(|(correct, total)| ("Kết quả", format!("{correct}/{total} câu đúng"))));
    rows.push(("Cuộc thi", found.contest.clone()));
    rows.extend(found.round.clone().map(|round| ("Vòng thi", round)));
    rows.push(("Công bố kết quả", found.published_at.short_date()));
    rows
}

/// `Giải tuần, vòng 2, Bảng A`.
fn race(prize: &Prize) -> String {
    let of = prize.of_round.map_or(ResultsOf::Round(0), |_| ResultsOf::Contest(0));
    race_in_words(of, &prize.prizes, prize.of_round, &prize.group)
}

fn issuer(contest: &str, province: &str) -> String {
    let contest = if contest.to_lowercase().starts_with("cuộc thi") {
        inside(contest)
    } else {
        format!("cuộc thi trực tuyến {contest}")
    };
    format!("Ban Tổ chức {contest} {} chứng nhận", inside(province))
}

fn award(found: &Certification) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if let Some(prize) = &found.prize {
        pieces.push(Piece::plain("đạt"));
        pieces.push(Piece::bold(&prize.class));
        pieces.push(Piece::plain(format!("({})", race(prize))));
        pieces.push(Piece::plain(found.round.as_deref().unwrap_or("của toàn cuộc thi")));
    } else {
        pieces.push(Piece::plain("đã hoàn thành bài dự thi"));
        pieces.push(Piece::bold(found.round.as_deref().unwrap_or_default()));
    }
    if let Some((correct, total)) = found.worth {
        pieces.push(Piece::plain("với kết quả"));
        pieces.push(Piece::bold(format!("{correct}/{total} câu đúng")));
    }
    pieces
}

/// `Lào Cai, ngày 19 tháng 6 năm 2026`: the day on which the results were published. A day below 10
/// and the first two months are written with a zero, as official papers are.
fn place_and_date(province: &str, found: &Certification) -> String {
    let inside = inside(province);
    let kinds = ["tỉnh ", "thành phố "];
    let place = kinds.iter().find_map(|kind| inside.strip_prefix(kind)).unwrap_or(&inside);
    format!("{place}, {}", found.published_at.local().date.in_document())
}

pub fn without_scheme(base: &str) -> &str {
    base.split_once("://").map_or(base, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use contest::{
        results::{CertificateCode, Certified},
        time::LocalDateTime,
    };
    use engine::results::Standing;

    use super::*;

    fn found() -> Certification {
        Certification {
            code: CertificateCode { certified: Certified::RoundAward(2, 0), check: 7 },
            contest: "Tìm hiểu cải cách hành chính".to_owned(),
            round: Some("Tuần 2".to_owned()),
            name: "Vàng Thị Mỷ".to_owned(),
            public_name: "Vàng Thị M***".to_owned(),
            agency: Some("Sở Nội vụ".to_owned()),
            prize: Some(Prize {
                class: "Giải Nhì".to_owned(),
                prizes: "Giải tuần".to_owned(),
                group: "staff".to_owned(),
                of_round: None,
            }),
            worth: Some((18, 20)),
            published_at: "2026-02-03T09:00".parse::<LocalDateTime>().unwrap().to_timestamp(),
            standing: Standing::Good,
        }
    }

    fn said(pieces: &[Piece]) -> String {
        pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_prize_is_said_in_full() {
        assert_eq!(said(&award(&found())), "đạt Giải Nhì (Giải tuần, Bảng A) Tuần 2 với kết quả 18/20 câu đúng");
        let whole = Certification { round: None, ..found() };
        assert!(said(&award(&whole)).contains("(Giải tuần, Bảng A) của toàn cuộc thi"));
        let part = Certification { prize: None, ..found() };
        assert_eq!(said(&award(&part)), "đã hoàn thành bài dự thi Tuần 2 với kết quả 18/20 câu đúng");
        assert_eq!(place_and_date("Tỉnh Lào Cai", &found()), "Lào Cai, ngày 03 tháng 02 năm 2026");
        assert_eq!(place_and_date("Thành phố Huế", &found()), "Huế, ngày 03 tháng 02 năm 2026");
        let issued = "Ban Tổ chức cuộc thi trực tuyến Tìm hiểu cải cách hành chính tỉnh Lào Cai chứng nhận";
        assert_eq!(issuer(&found().contest, "Tỉnh Lào Cai"), issued);
        assert_eq!(issuer("Cuộc thi CCHC", "Tỉnh Lào Cai"), "Ban Tổ chức cuộc thi CCHC tỉnh Lào Cai chứng nhận");
    }

    #[test]
    fn the_public_page_names_people_as_lists_do() {
        let rows = rows(&found());
        assert_eq!(rows[0], ("Họ và tên", "Vàng Thị M***".to_owned()));
        assert!(!rows.iter().any(|(_, value)| value.contains("Mỷ")));
        let agency =
            Certification {
                agency: None, name: "Sở Nội vụ".into(), public_name: "Sở Nội vụ".into(), ..found()
            };
        assert_eq!(super::rows(&agency)[0], ("Cơ quan, đơn vị", "Sở Nội vụ".to_owned()));
    }
}
