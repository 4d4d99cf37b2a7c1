//! Figures as they are read.

use contest::{
    results::items::{PAPER, PaperFigures},
    text::{decimal, group},
};
use engine::results::items::{ItemLine, ItemOrder};

/// What may come first: what an address says, and what people read.
pub(super) const ORDERS: [(ItemOrder, &str, &str); 6] = [
    (ItemOrder::Doubtful, "xem-lai", "Nên xem lại"),
    (ItemOrder::Hard, "kho", "Khó nhất"),
    (ItemOrder::Easy, "de", "Dễ nhất"),
    (ItemOrder::Weak, "phan-biet", "Phân biệt kém"),
    (ItemOrder::Inefficient, "hieu-suat", "Hiệu suất thấp"),
    (ItemOrder::Asked, "nhieu-bai", "Nhiều bài nhất"),
];

/// What was asked for, or what looks wrong most.
pub(super) fn order(code: Option<&str>) -> ItemOrder {
    let asked = ORDERS.into_iter().find(|(_, each, _)| Some(*each) == code);
    asked.map_or_else(ItemOrder::default, |(order, ..)| order)
}

/// What an address says.
pub(super) fn code(order: ItemOrder) -> &'static str {
    ORDERS.into_iter().find(|(each, ..)| *each == order).map_or("", |(_, code, _)| code)
}

/// `mã 12 · Thể chế · Nhận biết`.
pub(super) fn about(line: &ItemLine) -> String {
    let topic = line.question.topic.as_ref().map(|topic| topic.0.clone());
    let level = line.question.level.map(|level| level.label().to_owned());
    [Some(format!("mã {}", line.number)), topic, level].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// `35,1%`, or a dash.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(dash, |share| format!("{}%", decimal(share * 100.0, 1)))
}

/// `0,35`, or a dash.
pub(super) fn number(value: Option<f64>) -> String {
    value.map_or_else(dash, |value| decimal(value, 2))
}

fn dash() -> String {
    "–".to_owned()
}

/// The figures of papers, a line each with what it means.
pub(super) fn papers(of: &[PaperFigures]) -> Vec<(&'static str, &'static str, Vec<String>)> {
    let marks = |value: Option<f64>| percent(value.map(|value| value / f64::from(PAPER)));
    let row = |name, meaning, value: &dyn Fn(&PaperFigures) -> String| (name, meaning, of.iter().map(value).collect());
    vec![
        row("Số bài", "", &|of| group(of.papers as i64)),
        row("Điểm trung bình", "tốt nhất từ 50% đến 75%", &|of| marks(of.mean)),
        row("Trung vị", "một nửa số bài thấp hơn mức này", &|of| marks(of.median)),
        row("Độ lệch chuẩn", "điểm tản ra đến đâu; tốt nhất từ 12% đến 18%", &|of| {
            marks(of.deviation)
        }),
        row("Độ lệch của phân bố", "số âm: đuôi dài về phía điểm thấp", &|of| {
            number(of.skewness)
        }),
        row("Độ nhọn của phân bố", "0 là phân bố chuẩn", &|of| number(of.kurtosis)),
        row("Độ tin cậy (alpha của Cronbach)", "từ 0,75 là tốt, dưới 0,64 là yếu", &|of| {
            number(of.consistency)
        }),
        row("Tỷ lệ sai số", "phần của độ lệch chuẩn là do ngẫu nhiên", &|of| {
            percent(of.error_ratio)
        }),
        row("Sai số chuẩn", "điểm của một bài chắc chắn đến đâu", &|of| marks(of.standard_error)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_found_by_its_address_again() {
        for (each, code_of, _) in ORDERS {
            assert_eq!((order(Some(code_of)), code(each)), (each, code_of));
        }
        assert_eq!(order(Some("x")), ItemOrder::Doubtful);
    }
}
