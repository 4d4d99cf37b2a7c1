//! What is wrong in a field and how to mend it, as the page says it.

use serde::{Deserialize, Serialize};

use super::{BirthDate, EntryCode, FullName, GUARDIAN_AGE, Password};
use crate::{contests::TrackKind, time::LocalDate};

/// Why a field is refused. Its text is for the person at the form; it never repeats a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum FieldError {
    /// No name.
    #[error("Bạn chưa nhập họ và tên. Hãy viết đủ dấu, đúng như trên căn cước.")]
    NameMissing,
    /// A family name or a given name alone.
    #[error("Họ và tên mới có một từ. Hãy viết đủ cả họ và tên, ví dụ Nguyễn Văn An.")]
    NameOneWord,
    /// Under the fewest characters.
    #[error("Họ và tên ngắn hơn {min} ký tự. Hãy viết đủ cả họ và tên, ví dụ Nguyễn Văn An.", min = FullName::MIN)]
    NameShort,
    /// Over the most characters.
    #[error("Họ và tên dài quá {max} ký tự. Hãy viết đúng như trên căn cước.", max = FullName::MAX)]
    NameLong,
    /// A digit, a sign or a letter of another script.
    #[error("Họ và tên có ký tự “{0}”. Hãy bỏ ký tự này, chỉ giữ chữ cái.")]
    NameCharacter(char),

    /// Day, month or year is empty.
    #[error("Bạn chưa nhập đủ ngày, tháng, năm sinh. Hãy điền cả ba ô, ví dụ 2, 9, 1987.")]
    BirthMissing,
    /// The day is no number of 1 to 31.
    #[error("Ngày sinh chưa đúng. Hãy nhập một số từ 1 đến 31.")]
    BirthDay,
    /// The month is no number of 1 to 12.
    #[error("Tháng sinh chưa đúng. Hãy nhập một số từ 1 đến 12.")]
    BirthMonth,
    /// The year has not four digits.
    #[error("Năm sinh chưa đúng. Hãy nhập đủ 4 chữ số, ví dụ 1987.")]
    BirthYear,
    /// No such day, as day, month and year.
    #[error("Lịch không có ngày {0}/{1}/{2}. Hãy xem lại ngày và tháng sinh.")]
    BirthUnreal(u8, u8, i32),
    /// Later than today.
    #[error("Ngày sinh này còn ở phía trước. Hãy xem lại năm sinh.")]
    BirthFuture,
    /// Under the youngest age, with the age.
    #[error("Theo ngày sinh này, bạn mới {0} tuổi. Người dự thi từ {min} tuổi trở lên; hãy xem lại năm sinh.", min = BirthDate::MIN_AGE)]
    TooYoung(u8),
    /// Over the oldest age.
    #[error("Theo ngày sinh này, bạn đã hơn {max} tuổi. Hãy xem lại năm sinh.", max = BirthDate::MAX_AGE)]
    TooOld,
    /// Under the age that the contest asks for, with the age and from when on it is reached.
    #[error(
        "Cuộc thi này dành cho người từ đủ {0} tuổi. Theo ngày sinh này, bạn đăng ký được từ ngày {day}; nếu gõ nhầm, hãy sửa năm sinh.",
        day = .1.short_date()
    )]
    UnderAge(u8, LocalDate),

    /// No number.
    #[error("Bạn chưa nhập số điện thoại. Hãy nhập 10 chữ số, ví dụ 0912 345 678.")]
    PhoneMissing,
    /// Something other than digits, spaces, dots and dashes.
    #[error("Số điện thoại có ký tự “{0}”. Hãy chỉ nhập chữ số, ví dụ 0912 345 678.")]
    PhoneCharacter(char),
    /// Fewer than ten digits.
    #[error("Số này mới có {0} chữ số. Hãy nhập đủ 10 chữ số, ví dụ 0912 345 678.")]
    PhoneShort(usize),
    /// More than ten digits.
    #[error("Số này có {0} chữ số, thừa so với 10. Hãy nhập đúng 10 chữ số, ví dụ 0912 345 678.")]
    PhoneLong(usize),
    /// Not a Vietnamese mobile number.
    #[error("Số này không phải số di động Việt Nam. Hãy nhập số bắt đầu bằng 03, 05, 07, 08 hoặc 09.")]
    PhoneNotMobile,

    /// No number.
    #[error("Bạn chưa nhập số căn cước. Hãy nhập 12 chữ số trên thẻ căn cước hoặc giấy khai sinh.")]
    IdMissing,
    /// Something other than digits, spaces, dots and dashes.
    #[error("Số căn cước có ký tự “{0}”. Hãy chỉ nhập chữ số.")]
    IdCharacter(char),
    /// Neither twelve digits nor nine.
    #[error("Số căn cước này có {0} chữ số. Hãy nhập đủ 12 chữ số, hoặc 9 chữ số nếu là chứng minh nhân dân cũ.")]
    IdLength(usize),

    /// None chosen.
    #[error("Bạn chưa chọn cơ quan, đơn vị. Hãy gõ vài chữ trong tên rồi chọn trong danh sách.")]
    AgencyMissing,
    /// Chosen, but there is none of this code.
    #[error("Chưa tìm thấy cơ quan, đơn vị này. Hãy gõ vài chữ trong tên rồi chọn trong danh sách.")]
    AgencyUnknown,
    /// None chosen.
    #[error("Bạn chưa chọn vị trí công tác. Hãy chọn một mục gần đúng nhất với bạn.")]
    PositionMissing,
    /// A position of the other track, when there are attempts in this one.
    #[error("Đã có lượt thi ở bảng thi khác nên không đổi bảng được nữa. Hãy chọn một vị trí thuộc bảng thi đó.")]
    TrackFixed,
    /// A position of a track that does not take part.
    #[error("Cuộc thi này không dành cho {}. Nếu chọn nhầm, hãy chọn lại vị trí công tác.", .0.people())]
    TrackClosed(TrackKind),
    /// Not one of the list.
    #[error("Vị trí công tác này không có trong danh sách. Hãy chọn lại một mục.")]
    PositionUnknown,
    /// Not ticked.
    #[error("Cần bạn đồng ý để Ban Tổ chức dùng thông tin này cho cuộc thi. Hãy đọc thông báo rồi đánh dấu vào ô.")]
    ConsentMissing,
    /// Not ticked by someone young.
    #[error(
        "Người dưới {GUARDIAN_AGE} tuổi cần cha, mẹ hoặc người giám hộ đồng ý. Hãy nhờ người lớn đọc thông báo rồi đánh dấu vào ô."
    )]
    GuardianMissing,

    /// No code.
    #[error("Bạn chưa nhập mã dự thi. Mã gồm {length} ký tự, được cấp khi bạn đăng ký.", length = EntryCode::LENGTH)]
    CodeMissing,
    /// Not the right number of symbols.
    #[error("Mã này có {0} ký tự. Mã dự thi gồm {length} ký tự, ví dụ K7P-2M9-QX4; hãy nhập lại cho đủ.", length = EntryCode::LENGTH)]
    CodeLength(usize),
    /// A symbol that no code has.
    #[error("Mã dự thi không có ký tự “{0}”. Hãy xem lại ký tự này.")]
    CodeCharacter(char),
    /// The check symbol tells that something was mistyped.
    #[error("Trong mã có một ký tự chưa đúng, hoặc hai ký tự đổi chỗ. Hãy so lại từng ký tự với mã bạn đã nhận.")]
    CodeCheck,

    /// No password.
    #[error("Bạn chưa nhập mật khẩu.")]
    PasswordMissing,
    /// Under the fewest characters, with how many there are.
    #[error("Mật khẩu mới có {0} ký tự. Hãy dùng ít nhất {min} ký tự; một câu dễ nhớ là tốt nhất.", min = Password::MIN)]
    PasswordShort(usize),
    /// Over the most characters.
    #[error("Mật khẩu dài quá {max} ký tự. Hãy rút ngắn lại.", max = Password::MAX)]
    PasswordLong,
}
