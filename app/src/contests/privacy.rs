//! Thông báo bảo vệ dữ liệu cá nhân: what someone consents to at registration.

use leptos::prelude::*;

use crate::components::Crumbs;

/// The version of the text below. Stored with each consent; raised with every change of meaning.
pub const CONSENT_VERSION: &str = "2026-4";

/// What the text names.
#[derive(Clone, Debug)]
pub struct PrivacyView {
    /// Who answers for the data: `Sở Nội vụ tỉnh Lào Cai`.
    pub organiser: String,
    /// To ask and to object.
    pub phone: String,
    /// To ask and to object.
    pub email: String,
    /// How long data is kept after the results are published, in months.
    pub kept_months: u8,
}

/// What is kept of people, why, for how long, and what they can do about it.
#[component]
pub fn PrivacyPage(privacy: PrivacyView) -> impl IntoView {
    let PrivacyView { organiser, phone, email, kept_months } = privacy;
    view! {
        <div class="wrap">
            <Crumbs here="Bảo vệ dữ liệu cá nhân"/>
            <div class="page-head flow">
                <h1>"Bảo vệ dữ liệu cá nhân"</h1>
                <p class="muted">"Bản " {CONSENT_VERSION} ". Khi đăng ký dự thi, bạn đồng ý với nội dung dưới đây."</p>
            </div>
            <div class="flow">
                <h2 class="band">"Ai chịu trách nhiệm"</h2>
                <p>{organiser} ", cơ quan thường trực Ban Tổ chức cuộc thi."</p>
                <h2 class="band">"Thông tin được giữ và để làm gì"</h2>
                <ul class="prose">
                    <li>"Họ và tên, ngày sinh, đơn vị, vị trí công tác: để xếp bảng thi, xếp hạng và trao giải."</li>
                    <li>"Số điện thoại: để đăng nhập và để Ban Tổ chức liên hệ khi bạn đoạt giải. Số này được mã hóa khi lưu."</li>
                    <li>
                        "Số căn cước, nếu cuộc thi yêu cầu: chỉ để mỗi người dự thi một lần. Số này được mã hóa khi lưu, chỉ hiện ba số cuối cho chính bạn."
                    </li>
                    <li>"Việc bạn tham gia tổ chức cuộc thi, nếu có, do Ban Tổ chức ghi: để áp dụng thể lệ."</li>
                    <li>
                        "Đường dẫn trên áp phích hoặc lời nhắn mà bạn đăng ký qua, nếu có: để đếm mỗi đường dẫn mang lại bao nhiêu người."
                    </li>
                    <li>"Câu trả lời, thời gian làm bài và điểm: để chấm bài, giải quyết khiếu nại."</li>
                    <li>
                        "Lúc lưu từng câu trả lời: để phát hiện lượt thi bất thường. Máy không tự loại ai; luôn có người xem xét."
                    </li>
                </ul>
                <h2 class="band">"Ai được xem"</h2>
                <ul class="prose">
                    <li>"Bảng xếp hạng công khai che bớt tên gọi. Số điện thoại, số căn cước và ngày sinh không hiện ở đâu."</li>
                    <li>"Đơn vị của bạn xem được ai đã dự thi. Ban Tổ chức xem được khi cần chấm, trao giải, giải quyết khiếu nại."</li>
                    <li>"Thông tin không được bán, không dùng cho quảng cáo, không chuyển ra nước ngoài."</li>
                </ul>
                <h2 class="band">"Giữ trong bao lâu"</h2>
                <p>{format!("{kept_months} tháng kể từ ngày công bố kết quả, sau đó xóa. Số liệu thống kê không còn tên người được giữ lại.")}</p>
                <h2 class="band">"Quyền của bạn"</h2>
                <ul class="prose">
                    <li>"Xem, sửa và tải về thông tin của mình ở trang " <a href="/cua-toi">"Của tôi"</a> "."</li>
                    <li>"Yêu cầu Ban Tổ chức sửa thông tin bạn không tự sửa được, như số điện thoại."</li>
                    <li>
                        "Rút lại sự đồng ý bất cứ lúc nào; khi đó thông tin của bạn được xóa, kết quả chỉ còn lại dưới dạng không tên. Máy chủ chỉ giữ mã để nhận lại số điện thoại và số căn cước, không phải các số đó, để khi bạn đăng ký lại, các lượt đã thi vẫn được tính."
                    </li>
                </ul>
                <p>"Người dưới 16 tuổi cần cha, mẹ hoặc người giám hộ cùng đồng ý."</p>
                <p>"Muốn hỏi hoặc khiếu nại, hãy gọi " {phone} " hoặc viết cho " <a href=format!("mailto:{email}")>{email.clone()}</a> "."</p>
            </div>
        </div>
    }
}
