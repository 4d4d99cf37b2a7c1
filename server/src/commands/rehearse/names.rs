//! Names as lists of officials of a northern province have them.

use rand::{Rng, RngExt as _};

/// Family names with about how many of a thousand people bear them there.
const FAMILY: [(&str, u32); 20] = [
    ("Nguyễn", 330),
    ("Trần", 100),
    ("Lê", 85),
    ("Phạm", 70),
    ("Hoàng", 65),
    ("Vũ", 50),
    ("Đỗ", 35),
    ("Bùi", 35),
    ("Đặng", 30),
    ("Phan", 30),
    ("Lý", 30),
    ("Giàng", 20),
    ("Vàng", 20),
    ("Lò", 20),
    ("Sùng", 15),
    ("Thào", 15),
    ("Hà", 15),
    ("Ngô", 15),
    ("Dương", 15),
    ("Tẩn", 5),
];
const WOMEN: [&[&str]; 2] = [
    &["Thị", "Thị Thu", "Thị Thanh", "Thị Ngọc", "Thị Hồng", "Thị Bích", "Khánh", "Minh", "Thùy"],
    &[
        "Hà",
        "Lan",
        "Hương",
        "Thủy",
        "Yến",
        "Oanh",
        "Nga",
        "Phượng",
        "Trang",
        "Linh",
        "Mai",
        "Ước",
        "Diệp",
        "Huệ",
        "Xuân",
        "Hoa",
    ],
];
const MEN: [&[&str]; 2] = [
    &["Văn", "Đức", "Quang", "Mạnh", "Hữu", "Tuấn", "Xuân", "Seo", "A", "Ngọc", "Thế"],
    &[
        "An", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Hùng", "Khánh", "Long", "Nam", "Phong", "Quân", "Sơn",
        "Thắng", "Tùng",
    ],
];

/// A full name.
pub(super) fn full_name(rng: &mut impl Rng) -> String {
    let [middle, given] = if rng.random_bool(0.5) { WOMEN } else { MEN };
    format!("{} {} {}", family(rng), one_of(middle, rng), one_of(given, rng))
}

fn family(rng: &mut impl Rng) -> &'static str {
    let mut left = rng.random_range(0..FAMILY.iter().map(|(_, share)| share).sum());
    for (name, share) in FAMILY {
        if left < share {
            return name;
        }
        left -= share;
    }
    FAMILY[0].0
}

fn one_of<'a>(names: &[&'a str], rng: &mut impl Rng) -> &'a str {
    names[rng.random_range(0..names.len())]
}
