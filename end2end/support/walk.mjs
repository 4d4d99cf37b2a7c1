// A walk past every page. Whoever takes it says what to do at each: look for barriers, take a picture.
// A new page gets its line here.
import { join } from "node:path";
import { expect } from "@playwright/test";
import { beginKept, mark, predict, question, SAVED, state, stateOf, submit } from "./paper.mjs";
import { enrol, fillIn, person } from "./people.mjs";
import { ROOT } from "./server.mjs";
import { cells, changePassword, firstSignIn, makeViewer, newRound, openRound, saveRound, staffSignIn, withAllFound } from "./staff.mjs";

/** “Câu hỏi;A;B;Đáp án” and a question, in TCVN3. */
const OLD = "C\u00A9u h\u00E1i;A;B;\u00A7\u00B8p \u00B8n\nNgh\u00DE quy\u00D5t n\u00B5y c\u00E3 m\u00CAy n\u00E9i dung?;B\u00E8n;S\u00B8u;B\n";
const FILE = join(ROOT, "bank/tests/fixtures/xlsx/05-co-loi.xlsx");

/** What a file asks that was not understood, and a question that the bank has with another key. */
async function filesThatAsk(page, look) {
  const send = async (name, text) => {
    await page.goto("/ban-to-chuc/ngan-hang");
    await page.getByRole("link", { name: "Xem câu hỏi" }).first().click();
    const buffer = Buffer.from(text, name === "cu.csv" ? "latin1" : "utf8");
    await page.getByLabel("Tệp câu hỏi").setInputFiles({ name, mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Đọc tệp này" }).click();
  };
  const stem = "Cơ quan nào chủ trì việc rà soát phong tục tập quán ở bản?";
  await send("cu.csv", OLD);
  await look(page, "to-chuc-bang-ma");
  await send("la.csv", `m1,m2,m3,m4\n${stem},Văn phòng,Sở Nội vụ,A\n`);
  await look(page, "to-chuc-cot");
  await page.getByRole("button", { name: "Bỏ tệp này" }).click();
  await send("mot.csv", `Câu hỏi,A,B,Đáp án\n${stem},Văn phòng,Sở Nội vụ,A\n`);
  await page.getByRole("button", { name: "Nhập 1 câu" }).click();
  await send("hai.csv", `Câu hỏi,A,B,Đáp án\n${stem},Văn phòng,Sở Nội vụ,B\n`);
  await look(page, "to-chuc-nghi-trung");
}

/** Pages that anybody may see. */
export async function strangers(page, look) {
  const at = async (name, address) => {
    await page.goto(address);
    await look(page, name);
  };
  await at("trang-chu", "/");
  await at("the-le", "/cuoc-thi");
  await at("bao-ve-du-lieu", "/bao-ve-du-lieu");
  await at("so-tay", "/so-tay");
  await at("so-tay-tim", "/so-tay?tim=mot+cua");
  await at("so-tay-cau", "/so-tay/cau/21");
  await page.getByText("Báo lỗi ở câu này").click();
  await page.getByRole("button", { name: "Gửi báo lỗi" }).click();
  await look(page, "so-tay-bao-loi-trong");
  await page.getByLabel("Chỗ nào chưa đúng").fill("Ngày hiệu lực chưa đúng.");
  await page.getByRole("button", { name: "Gửi báo lỗi" }).click();
  await look(page, "so-tay-bao-loi");
  await at("luyen-tap", "/luyen-tap");
  await at("so-tay-khong-thay", "/so-tay?tim=khongcochunao");
  await at("xep-hang-trong", "/xep-hang");
  await at("xep-hang-don-vi-trong", "/xep-hang/don-vi");
  await at("xep-hang-khoi", "/xep-hang?khoi=xa-phuong");
  await at("man-hinh", "/man-hinh/1");
  await at("nhung-bang", "/nhung/bang/1");
  await at("nhung-bang-don-vi", "/nhung/bang/1?loai=don-vi");
  await at("dang-nhap", "/dang-nhap");
  await at("vong-chua-dang-ky", "/thi/1");
  await at("loi-404", "/khong-co-trang-nay");
  await at("dang-ky", "/dang-ky");
  await page.locator("input#don-vi").fill("noi vu");
  await look(page, "dang-ky-chon-don-vi");
  await fillIn(page, person({ phone: "091234567" }), true);
  await page.getByRole("button", { name: "Đăng ký" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look(page, "dang-ky-con-loi");
}

/** From the code to the boards. Returns who took part. */
export async function takingPart(page, look) {
  const who = await enrol(page);
  await look(page, "ma-du-thi");
  await page.goto("/cua-toi");
  await look(page, "cua-toi-chua-thi");
  await page.goto("/");
  await look(page, "trang-chu-da-dang-ky");
  await page.getByRole("link", { name: "Vào thi" }).click();
  await look(page, "truoc-khi-thi");
  await beginKept(page);
  await look(page, "bai-thi");
  for (let number = 1; number <= 4; number += 1) await mark(page, number, number % 2);
  await question(page, 3).getByLabel("Xem lại sau").check();
  await expect(stateOf(page, 4)).toHaveText(SAVED);
  await page.getByText("Danh sách câu").click();
  await look(page, "bai-thi-dang-lam");
  await page.getByText("Danh sách câu").click();
  await page.context().setOffline(true);
  await mark(page, 5);
  await expect(state(page)).toHaveText("Chờ mạng");
  await look(page, "bai-thi-mat-mang");
  await page.context().setOffline(false);
  await expect(state(page)).toHaveText(SAVED);
  await page.goto("/thi/1");
  await look(page, "thi-dang-do");
  await page.getByRole("button", { name: /Làm bài tiếp/ }).click();
  await expect(state(page)).toHaveText(SAVED);
  await predict(page, "187");
  await submit(page);
  await look(page, "ket-qua");
  await page.goto("/xep-hang");
  await look(page, "xep-hang");
  await page.goto("/xep-hang/don-vi");
  await look(page, "xep-hang-don-vi");
  await page.goto("/cua-toi");
  await look(page, "cua-toi");
  await page.getByRole("link", { name: "Sửa thông tin" }).click();
  await look(page, "cua-toi-sua");
  return who;
}

/** An organiser's pages. Returns the one-time password of the agency's viewer. */
export async function organising(page, server, look) {
  await page.goto("/ban-to-chuc/dang-nhap");
  await look(page, "can-bo-dang-nhap");
  await staffSignIn(page, server.username, server.password);
  await look(page, "can-bo-mat-khau-dau");
  await changePassword(page, server.password);
  await look(page, "to-chuc-tong-quan");
  const at = async (name, address) => {
    await page.goto(address);
    await look(page, name);
  };
  await at("to-chuc-thong-ke", "/ban-to-chuc/thong-ke");
  await at("to-chuc-vong-thi", "/ban-to-chuc/vong-thi");
  await at("to-chuc-vong-mo", "/ban-to-chuc/vong-thi/1");
  await at("to-chuc-su-co", "/ban-to-chuc/vong-thi/1/su-co");
  await newRound(page, "Tuần 2");
  await cells(page, "staff").first().fill("5");
  await cells(page, "citizens").first().fill("5");
  await saveRound(page);
  await look(page, "to-chuc-vong-chuan-bi");
  await page.getByRole("link", { name: "Đổi đề" }).click();
  await look(page, "to-chuc-vong-doi-de");
  await page.getByRole("button", { name: "Lưu đề của vòng thi" }).click();
  await openRound(page);
  await look(page, "to-chuc-vong-moi-mo");
  await page.getByRole("button", { name: "Đóng vòng thi" }).click();
  await look(page, "to-chuc-vong-da-dong");
  await newRound(page, "Tuần 3");
  await cells(page, "staff").first().fill("100");
  await page.getByRole("button", { name: "Kiểm tra ma trận" }).click();
  await look(page, "to-chuc-tao-vong-thieu-cau");
  await newRound(page, "Tuần 4");
  await page.getByText("Chia đề theo tỷ lệ lĩnh vực").first().click();
  await page.getByLabel("Số câu của một đề").first().fill("10");
  await page.getByLabel(/, tỷ lệ phần trăm$/).first().fill("60");
  await page.getByRole("button", { name: "Đề xuất lại ma trận" }).click();
  await look(page, "to-chuc-tao-vong-ty-le");
  await at("to-chuc-tao-vong", "/ban-to-chuc/vong-thi/moi");
  await at("to-chuc-vong-lich", "/ban-to-chuc/vong-thi/1/lich");
  await contests(page, look);
  await at("to-chuc-ngan-hang", "/ban-to-chuc/ngan-hang");
  await page.getByRole("link", { name: "Xem câu hỏi" }).first().click();
  await look(page, "to-chuc-cau-hoi");
  await proposals(page, look);
  await page.getByLabel("Tệp câu hỏi").setInputFiles(FILE);
  await page.getByRole("button", { name: "Đọc tệp này" }).click();
  await look(page, "to-chuc-ra-soat");
  for (const question of await page.getByRole("article").filter({ hasText: /Giống \d+%/ }).all()) {
    await question.getByLabel("Giữ cả hai").check();
  }
  await page.getByRole("button", { name: "Lưu lựa chọn" }).click();
  await page.getByRole("button", { name: /^Nhập \d+ câu/ }).click();
  await look(page, "to-chuc-da-nhap");
  await bankWork(page, look);
  await filesThatAsk(page, look);
  await at("to-chuc-nguoi-du-thi", "/ban-to-chuc/nguoi-du-thi");
  await at("to-chuc-dang-ky-trung", "/ban-to-chuc/nguoi-du-thi/trung");
  await page.goto("/ban-to-chuc/nguoi-du-thi");
  await page.locator(".list h3 a").first().click();
  await look(page, "to-chuc-mot-nguoi");
  await at("to-chuc-don-vi", "/ban-to-chuc/don-vi");
  await at("to-chuc-don-vi-tim", "/ban-to-chuc/don-vi?tim=xa+bao");
  await page.getByRole("heading", { level: 2 }).getByRole("link").first().click();
  await look(page, "to-chuc-don-vi-mot");
  await page.getByLabel("Từ ngày", { exact: true }).fill("2099-01-01");
  await page.getByRole("button", { name: "Lưu thay đổi" }).click();
  await look(page, "to-chuc-don-vi-chua-den");
  await page.goto("/ban-to-chuc/don-vi?tim=xa+bao");
  await page.getByRole("heading", { level: 2 }).getByRole("link").first().click();
  await page.getByRole("link", { name: "Gộp đơn vị bị trùng" }).click();
  await look(page, "to-chuc-don-vi-gop");
  await at("to-chuc-don-vi-moi", "/ban-to-chuc/don-vi/moi");
  await at("to-chuc-so-nguoi", "/ban-to-chuc/don-vi/so-nguoi");
  await at("to-chuc-don-vi-danh-sach", "/ban-to-chuc/don-vi/danh-sach");
  const agencyRows = "Mã,Tên,Loại,Mã cấp trên\n15,Tỉnh Lào Cai,province,\n15-moi,Sở Khoa học,department,15\n15-hong,,department,15\n";
  const agencyList = { name: "don-vi.csv", mimeType: "text/csv", buffer: Buffer.from(agencyRows) };
  await page.getByLabel("Tệp danh sách").setInputFiles(agencyList);
  await page.getByRole("button", { name: "Đọc tệp này" }).click();
  await look(page, "to-chuc-don-vi-xem-truoc");
  await page.getByRole("button", { name: "Bỏ tệp này" }).click();
  await at("to-chuc-so-nguoi-cho", "/ban-to-chuc/don-vi/cho-xac-nhan");
  await at("to-chuc-bao-cao", "/ban-to-chuc/bao-cao");
  await at("to-chuc-lap-bao-cao", "/ban-to-chuc/bao-cao/moi");
  await at("to-chuc-trinh-chieu", "/ban-to-chuc/nhung");
  await at("to-chuc-mat-khau", "/ban-to-chuc/mat-khau");
  const oneTime = await makeViewer(page, "15-so-noi-vu", "so.noi-vu");
  await look(page, "to-chuc-giao-mat-khau");
  await at("to-chuc-tai-khoan", "/ban-to-chuc/tai-khoan");
  await announcing(page, look);
  return oneTime;
}

/** A bank searched, a question written, and one thing done to many. */
async function bankWork(page, look) {
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  await page.goto("/ban-to-chuc/ngan-hang/1?trang-thai=in_review");
  await look(page, "to-chuc-cau-hoi-cho-duyet");
  await page.goto("/ban-to-chuc/ngan-hang/1");
  await page.getByLabel("Tìm trong câu hỏi và sổ tay").fill("mot cua");
  await expect(page.getByRole("heading", { name: "Trong sổ tay" })).toBeVisible();
  await look(page, "to-chuc-cau-hoi-tim");
  await page.goto("/ban-to-chuc/ngan-hang/1/cau/moi");
  await press("Lưu bản nháp");
  await look(page, "to-chuc-cau-hoi-con-loi");
  await page.getByLabel("Câu hỏi", { exact: true }).fill("Cơ quan nào ban hành nghị định?");
  await page.getByLabel("Phương án A").fill("Quốc hội");
  await page.getByLabel("Phương án B").fill("Chính phủ");
  await page.getByLabel("B là đáp án đúng").check();
  await expect(page.getByText("Đáp án: B")).toBeVisible();
  await look(page, "to-chuc-cau-hoi-soan");
  await press("Lưu và gửi duyệt");
  await expect(page.getByText("phải do người khác duyệt").first()).toBeVisible();
  await look(page, "to-chuc-mot-cau");
  await page.goto("/ban-to-chuc/ngan-hang/1?trang-thai=in_review");
  await withAllFound(page, "Duyệt");
  await look(page, "to-chuc-hang-loat");
  await page.goto("/ban-to-chuc/ngan-hang/nguoi-lam");
  await look(page, "to-chuc-nguoi-lam");
  await page.goto("/ban-to-chuc/ngan-hang/1/van-ban");
  await look(page, "to-chuc-van-ban");
  await page.locator(".list a").first().click();
  await look(page, "to-chuc-mot-van-ban");
}

/** What the handbook proposes for the bank of this page, and questions that are alike; comes back to it. */
async function proposals(page, look) {
  const bank = page.url();
  await page.getByRole("link", { name: /đề xuất từ sổ tay/ }).click();
  await look(page, "to-chuc-de-xuat");
  await page.locator("summary", { hasText: "Vì sao có câu này" }).first().click();
  await page.locator("summary", { hasText: "Bỏ câu này" }).first().click();
  await look(page, "to-chuc-de-xuat-vi-sao");
  await page.getByRole("link", { name: "Sửa rồi nhận" }).first().click();
  await look(page, "to-chuc-de-xuat-sua");
  await page.goto(`${bank}/de-xuat`);
  await page.getByRole("button", { name: "Nhận", exact: true }).first().click();
  await look(page, "to-chuc-de-xuat-da-nhan");
  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await page.goto(bank);
  await page.getByRole("link", { name: "Câu gần giống nhau" }).click();
  await look(page, "to-chuc-cau-gan-giong");
  await page.goto("/ban-to-chuc/so-tay");
  await look(page, "to-chuc-so-tay");
  await page.getByRole("link", { name: "Báo lỗi của người đọc" }).click();
  await look(page, "to-chuc-bao-loi");
  await page.goto("/ban-to-chuc/so-tay");
  await page.locator(".list h2 a").first().click();
  await look(page, "to-chuc-so-tay-ban");
  await page.goto(bank);
}

/** A contest's own page, its rules changed, and another contest begun. */
async function contests(page, look) {
  const press = (name) => page.getByRole("button", { name }).click();
  await page.goto("/ban-to-chuc/cuoc-thi/1");
  await look(page, "to-chuc-cuoc-thi");
  await page.getByRole("link", { name: "Sửa thể lệ" }).click();
  await page.locator("summary", { hasText: "Quy định khác" }).click();
  await look(page, "to-chuc-the-le");
  await page.getByLabel("Thời gian làm bài (phút)").fill("lâu");
  await press("Xem thay đổi");
  await look(page, "to-chuc-the-le-con-loi");
  await page.getByLabel("Thời gian làm bài (phút)").fill("25");
  await press("Xem thay đổi");
  await page.getByLabel("Lý do thay đổi").fill("Theo công văn số 12.");
  await look(page, "to-chuc-the-le-xem-truoc");
  await press("Lưu thể lệ mới");
  await expect(page.getByText("Đã lưu thể lệ, phiên bản 2.")).toBeVisible();
  await expect(async () => {
    await page.goto("/cuoc-thi");
    await expect(page.getByRole("heading", { name: "Thể lệ đã thay đổi" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await look(page, "the-le-da-doi");
  await page.goto("/ban-to-chuc/cuoc-thi/moi");
  await look(page, "to-chuc-cuoc-thi-mau");
  await page.getByRole("link", { name: /^Chọn/ }).nth(1).click();
  await page.getByLabel("Tên cuộc thi").fill("Thi hằng tuần");
  await press("Xem trước các vòng");
  await look(page, "to-chuc-cuoc-thi-moi");
}

/** From a round that closes to the page that tells everybody what it came to. */
async function announcing(page, look) {
  const press = (name) => page.getByRole("button", { name }).click();
  await page.goto("/ban-to-chuc/vong-thi/1");
  await press("Đóng vòng thi");
  await page.goto("/ban-to-chuc/vong-thi/1/ket-qua");
  await look(page, "to-chuc-ket-qua-cho-chot");
  await press("Chốt kết quả, không mở lại vòng");
  await expect(page.getByRole("button", { name: /^Duyệt/ })).toBeVisible();
  await look(page, "to-chuc-ket-qua-tam-thoi");
  await correcting(page, look);
  await page.goto("/ban-to-chuc/vong-thi/1/khieu-nai");
  await look(page, "to-chuc-khieu-nai");
  await page.goto("/ban-to-chuc/vong-thi/1/ket-qua");
  await press("Duyệt, giữ nguyên thứ hạng và giải");
  await press("Công bố, không sửa được nữa");
  await look(page, "to-chuc-ket-qua-da-cong-bo");
  await page.getByRole("link", { name: "Xem trang kết quả đã công bố" }).click();
  await look(page, "cong-bo");
  await page.getByRole("link", { name: "Kiểm tra một giấy chứng nhận" }).click();
  await look(page, "xac-nhan");
  await page.getByLabel("Mã kiểm tra").fill("V1-0");
  await page.getByRole("button", { name: "Kiểm tra mã này" }).click();
  await look(page, "xac-nhan-sai-ma");
  await page.goto("/ban-to-chuc/cuoc-thi/1/ket-qua");
  await look(page, "to-chuc-tong-ket");
}

/** From a question to what correcting it would change. */
async function correcting(page, look) {
  await page.goto("/ban-to-chuc/vong-thi/1/sua-cau");
  await look(page, "to-chuc-sua-cau");
  await page.getByRole("list").filter({ has: page.locator("a[href*='?cau=']") }).getByRole("link").first().click();
  await look(page, "to-chuc-sua-cau-chon-cach");
  await page.getByLabel(/^Tính đúng cho mọi người/).check();
  await page.getByRole("button", { name: "Xem trước ai thay đổi" }).click();
  await expect(page.getByRole("button", { name: /^Áp dụng/ })).toBeVisible();
  await look(page, "to-chuc-sua-cau-xem-truoc");
  await page.goto("/ban-to-chuc/vong-thi/1/phan-tich");
  await look(page, "to-chuc-phan-tich");
  await page.goto("/ban-to-chuc/ngan-hang/1/phan-tich");
  await look(page, "to-chuc-phan-tich-ngan-hang");
  await page.goto("/ban-to-chuc/ngan-hang/1/luyen-tap");
  await look(page, "to-chuc-cau-luyen-tap");
}

/** The pages of an agency's viewer. */
export async function viewing(page, oneTime, look) {
  await firstSignIn(page, "so.noi-vu", oneTime);
  const at = async (name, address) => {
    await page.goto(address);
    await look(page, name);
  };
  await at("don-vi", "/don-vi?vong=1");
  await at("don-vi-nguoi-du-thi", "/don-vi/nguoi-du-thi");
  await at("don-vi-so-nguoi", "/don-vi/so-nguoi");
  await at("don-vi-bao-cao", "/don-vi/bao-cao");
  await at("don-vi-ap-phich", "/don-vi/ap-phich");
  await at("loi-403", "/ban-to-chuc");
}
