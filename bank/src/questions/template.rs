//! The workbook that people fill in: names of columns, examples, lists to choose from.

use contest::banks::{Level, letter};
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};

use super::{Field, WriteError};

/// Rows that offer the lists, below the names of the columns.
const ROWS: u32 = 1_000;
/// Most topics that are offered; the list stands in a sheet of its own.
const MOST_TOPICS: usize = 200;
/// How many choices there are columns for.
const CHOICES: usize = 4;

const GUIDE: [&str; 10] = [
    "Mỗi hàng của trang “Câu hỏi” là một câu. Giữ nguyên hàng tên cột; hãy xóa các câu ví dụ trước khi điền.",
    "Câu hỏi: bắt buộc. Hai câu không được giống hệt nhau.",
    "Phương án A, B, C, D: ít nhất hai phương án, không để trống ô ở giữa, không trùng nhau. Cần thêm thì thêm cột Phương án E, F…",
    "Đáp án đúng: chữ cái của phương án, ví dụ B. Nhiều đáp án thì ghi A, C.",
    "Câu Đúng/Sai: ghi Đúng ở Phương án A, Sai ở Phương án B, đáp án là A hoặc B.",
    "Lĩnh vực: chọn trong danh sách hoặc ghi tên khác.",
    "Mức độ: Nhận biết, Thông hiểu hoặc Vận dụng; có thể để trống.",
    "Giải thích và Câu sổ tay (số của câu hỏi trong sổ tay): có thể để trống.",
    "Giữ vị trí: chữ cái của phương án không bị đổi chỗ khi trộn đề, ví dụ D hoặc A, D; ghi “tất cả” để giữ nguyên thứ tự; có thể để trống.",
    "Lưu tệp ở dạng .xlsx. Khi tải lên, bạn được xem lại từng câu trước khi nhập vào ngân hàng.",
];
const EXAMPLES: [[&str; 10]; 3] = [
    [
        "1",
        "Nghị quyết số 76/NQ-CP của Chính phủ xác định bao nhiêu nội dung cải cách hành chính?",
        "Bốn nội dung",
        "Năm nội dung",
        "Sáu nội dung",
        "Tám nội dung",
        "C",
        "Chỉ đạo, điều hành",
        "Nhận biết",
        "Nghị quyết xác định 6 nội dung.",
    ],
    [
        "2",
        "Những việc nào thuộc cải cách thủ tục hành chính?",
        "Cắt giảm thành phần hồ sơ",
        "Tuyển dụng công chức",
        "Rút ngắn thời gian giải quyết",
        "Sắp xếp đơn vị hành chính",
        "A, C",
        "Thủ tục hành chính",
        "Thông hiểu",
        "",
    ],
    [
        "3",
        "Người dân được nộp hồ sơ trực tuyến vào ngày nghỉ.",
        "Đúng",
        "Sai",
        "",
        "",
        "A",
        "Chuyển đổi số",
        "Nhận biết",
        "",
    ],
];

/// The template, offering these topics.
pub fn template(topics: &[String]) -> Result<Vec<u8>, WriteError> {
    workbook(topics).map_err(|_| WriteError::Failed(super::Format::Xlsx))
}

fn workbook(topics: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let topics: Vec<&String> = topics.iter().take(MOST_TOPICS).collect();
    questions(workbook.add_worksheet(), topics.len())?;
    guide(workbook.add_worksheet())?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("Lĩnh vực")?;
    for (row, topic) in topics.iter().enumerate() {
        sheet.write_string(row as u32, 0, topic.as_str())?;
    }
    sheet.set_column_width(0, 50.0)?;
    workbook.save_to_buffer()
}

/// What the columns hold, in their order.
fn fields() -> Vec<Field> {
    let choices = (0..CHOICES).map(Field::Choice);
    let rest = [Field::Answer, Field::Topic, Field::Level, Field::Explanation, Field::Entry, Field::Anchors];
    [Field::Number, Field::Stem].into_iter().chain(choices).chain(rest).collect()
}

fn questions(sheet: &mut Worksheet, topics: usize) -> Result<(), XlsxError> {
    sheet.set_name("Câu hỏi")?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    // As text: a choice “30%” or “01/7/2025” stays as it is typed.
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    for (column, field) in (0_u16..).zip(fields()) {
        sheet.set_column_format(column, &plain)?;
        sheet.set_column_width(column, width(field))?;
        sheet.write_string_with_format(0, column, field.label(), &bold)?;
        if let Some(list) = list(field, topics)? {
            sheet.add_data_validation(1, column, ROWS, column, &list)?;
        }
    }
    for (row, cells) in (1_u32..).zip(EXAMPLES) {
        for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row, column, cell, &plain)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// What a column offers to choose from. Other values are let through: a topic may be new, and a
/// question may have several right choices.
fn list(field: Field, topics: usize) -> Result<Option<DataValidation>, XlsxError> {
    let list = match field {
        Field::Answer => {
            let letters: Vec<String> = (0..CHOICES).map(|position| letter(position).to_string()).collect();
            DataValidation::new().allow_list_strings(&letters)?
        }
        Field::Level => DataValidation::new().allow_list_strings(&Level::ALL.map(Level::label))?,
        Field::Topic if topics > 0 => {
            DataValidation::new().allow_list_formula(Formula::new(format!("='Lĩnh vực'!$A$1:$A${topics}")))
        }
        _ => return Ok(None),
    };
    Ok(Some(list.show_error_message(false)))
}

/// In characters.
pub(super) const fn width(field: Field) -> f64 {
    match field {
        Field::Number => 6.0,
        Field::Stem => 60.0,
        Field::Explanation => 50.0,
        Field::Choice(_) => 28.0,
        _ => 16.0,
    }
}

fn guide(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("Hướng dẫn")?;
    sheet.set_column_width(0, 110.0)?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, line) in (0_u32..).zip(GUIDE) {
        sheet.write_string_with_format(row, 0, line, &plain)?;
    }
    Ok(())
}
