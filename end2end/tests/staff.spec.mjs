// The organiser's day, and the agency's view of it. One story, told in order, on a server of its own.
import { join } from "node:path";
import { beginKept, mark, predict, submit } from "../support/paper.mjs";
import { enrol } from "../support/people.mjs";
import { ROOT } from "../support/server.mjs";
import { cells, changePassword, fillMatrix, firstSignIn, makeViewer, makeWorker, newRound, openRound, PASSWORD, saveRound, staffSignIn, withAllFound } from "../support/staff.mjs";
import { apart, expect } from "../support/test.mjs";
import { status } from "../support/watch.mjs";

const test = apart("staff");
test.describe.configure({ mode: "serial" });
test.use({ viewport: { width: 1440, height: 900 } });

const FILE = join(ROOT, "bank/tests/fixtures/xlsx/05-co-loi.xlsx");
const SIDE = "Khu vực làm việc";

test("the one-time password opens nothing but its own change", async ({ page, server, watch }) => {
  watch.expect(status(422));
  await page.goto("/ban-to-chuc");
  await expect(page).toHaveURL(/\/ban-to-chuc\/dang-nhap/);
  await staffSignIn(page, server.username, "khong-phai-mat-khau");
  await expect(page.getByRole("alert")).toContainText("chưa khớp");
  await staffSignIn(page, server.username, server.password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đặt mật khẩu của bạn");
  await page.goto("/ban-to-chuc/vong-thi");
  await expect(page).toHaveURL(/\/mat-khau$/);
  await changePassword(page, server.password);
  await expect(page.getByRole("navigation", { name: SIDE })).toContainText("Tổng quan");
});

test("a question set is looked at row by row before it is taken in", async ({ page, server }) => {
  await staffSignIn(page, server.username, PASSWORD);
  await page.getByRole("navigation", { name: SIDE }).getByRole("link", { name: "Câu hỏi" }).click();
  await page.getByRole("link", { name: "Xem câu hỏi" }).first().click();
  await page.getByLabel("Tệp câu hỏi").setInputFiles(FILE);
  await page.getByRole("button", { name: "Đọc tệp này" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rà soát tệp 05-co-loi.xlsx");
  await expect(page.getByText("Chưa ghi gì vào ngân hàng câu hỏi.")).toBeVisible();

  const refused = page.getByRole("article").filter({ hasText: "Bị từ chối" });
  await expect(refused).toHaveCount(8);
  for (const row of [3, 4, 5, 6, 7, 8, 9, 11]) {
    const verdict = refused.filter({ hasText: new RegExp(`àng ${row}(\\D|$)`) });
    await expect(verdict.getByRole("listitem").first()).toHaveText(/\S{2,} \S+/);
  }
  // The bank asks nearly the same already: nothing is taken in twice unless somebody says so.
  const like = page.getByRole("article").filter({ hasText: /Giống \d+%/ });
  await expect(like.first()).toContainText("xác định bao nhiêu nội dung cải cách hành chính?");
  for (const question of await like.all()) {
    await expect(question.getByLabel("Giữ câu đã có")).toBeChecked();
    await question.getByLabel("Giữ cả hai").check();
  }
  await page.getByRole("button", { name: "Lưu lựa chọn" }).click();

  await page.getByRole("button", { name: "Nhập 2 câu" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Đã nhập 2 câu" })).toContainText("8 dòng bị từ chối");
  await expect(page.getByRole("button", { name: "Nhập 2 câu" })).toBeHidden();
});

test("what one has brought another approves", async ({ page, device, server }) => {
  await staffSignIn(page, server.username, PASSWORD);
  await page.goto("/ban-to-chuc/ngan-hang");
  const bank = await page.locator(".list h3").first().innerText();
  await page.getByRole("link", { name: "Xem câu hỏi" }).first().click();
  await page.getByRole("link", { name: "Chờ duyệt: 2" }).click();
  await withAllFound(page, "Duyệt");
  await expect(page.getByText("2 câu: Câu này do bạn soạn nên phải do người khác duyệt.")).toBeVisible();
  const oneTime = await makeWorker(page, bank, "lo.mai");

  const desk = await device();
  await firstSignIn(desk, "lo.mai", oneTime);
  await expect(desk).toHaveURL(/\/ngan-hang$/);
  await expect(desk.getByRole("navigation", { name: SIDE }).getByRole("link")).toHaveCount(2);
  await desk.getByRole("link", { name: "Xem câu hỏi" }).click();
  await desk.getByRole("link", { name: "Chờ duyệt: 2" }).click();
  await desk.getByLabel("Tìm trong câu hỏi và sổ tay").fill("76/nq-cp");
  await expect(desk.getByText(/^\d+ câu$/)).toHaveText("1 câu");
  await desk.getByRole("button", { name: "Tìm câu hỏi" }).click();
  await withAllFound(desk, "Duyệt");
  await expect(desk.getByText("Đã làm với 1 câu.")).toBeVisible();
  await desk.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(desk.getByText(/^Đã hoàn tác lúc/)).toBeVisible();
});

test("a round that the bank cannot fill is told cell by cell; a sound one is opened and closed", async ({ page, server, watch }) => {
  watch.expect(status(422));
  await staffSignIn(page, server.username, PASSWORD);
  await newRound(page, "Tuần 2");
  await cells(page, "staff").first().fill("100");
  await cells(page, "citizens").nth(1).fill("99");
  await page.getByRole("button", { name: "Kiểm tra ma trận" }).click();
  const summary = page.getByRole("alert");
  await expect(summary).toContainText("Còn 2 chỗ cần sửa");
  await expect(summary.getByRole("link", { name: /Bảng A, .+: cần 100 câu, ngân hàng có \d+\./ })).toBeVisible();
  await expect(summary.getByRole("link", { name: /Bảng B, .+: cần 99 câu, ngân hàng có \d+\./ })).toBeVisible();
  await expect(cells(page, "staff").first()).toHaveAttribute("aria-invalid", "true");
  await expect(cells(page, "staff").first()).toHaveValue("100");

  await cells(page, "staff").first().fill("");
  await cells(page, "citizens").nth(1).fill("");
  await fillMatrix(page, "staff", 15);
  await fillMatrix(page, "citizens", 10);
  await page.getByRole("button", { name: "Kiểm tra ma trận" }).click();
  await expect(page.getByText("Ngân hàng đủ câu cho mọi ô.")).toBeVisible();
  await saveRound(page);
  await openRound(page);
  await page.getByRole("button", { name: "Đóng vòng thi" }).click();
  await expect(page.getByText("Đã đóng vòng thi.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Mở lại vòng thi" })).toBeVisible();
});

test("an agency's viewer sees its figures and its people, and nothing of others", async ({ page, device, server, watch }) => {
  watch.expect(status(403), status(404));
  const ours = await takePart(await device(), { name: "Vàng Thị Mỷ" });
  const theirs = await takePart(await device(), { name: "Lù Văn Páo", agency: "15-so-tu-phap" });

  await staffSignIn(page, server.username, PASSWORD);
  const oneTime = await makeViewer(page, "15-so-noi-vu", "so.noi-vu");
  await page.goto("/ban-to-chuc/nguoi-du-thi");
  const theirNumber = await page.getByRole("listitem").filter({ hasText: theirs.name }).locator("[name=nguoi]").inputValue();

  const desk = await device();
  await firstSignIn(desk, "so.noi-vu", oneTime);
  await expect(desk).toHaveURL(/\/don-vi$/);
  await expect(desk.getByRole("heading", { level: 1 })).toContainText("Sở Nội vụ");
  await desk.goto("/don-vi?vong=1");
  const figures = desk.getByRole("region", { name: "Số liệu chung" });
  await expect(figures.getByRole("definition").first()).toHaveText("1");
  await expect(desk.getByRole("img", { name: /Số người dự thi mới theo ngày/ })).toBeVisible();
  await desk.getByText("Xem bảng số liệu").first().click();
  await expect(desk.getByRole("table", { name: /Người dự thi mới và lượt thi theo ngày/ }).getByRole("row").nth(1)).toContainText("1");

  await desk.getByRole("navigation", { name: SIDE }).getByRole("link", { name: "Số người" }).click();
  await desk.getByLabel(/^Sở Nội vụ/).fill("40");
  await desk.getByRole("button", { name: "Lưu số người" }).click();
  await expect(desk.getByText("Đã lưu số người của 1 đơn vị. Tỷ lệ dự thi tính theo số mới khi Ban Tổ chức xác nhận.")).toBeVisible();
  await page.goto("/ban-to-chuc/don-vi/cho-xac-nhan");
  const said = page.getByRole("listitem").filter({ hasText: "40 người" });
  await said.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Xác nhận các số đã chọn", exact: true }).click();
  await expect(page.getByText("Đã xác nhận 1 số. Tỷ lệ dự thi tính theo số mới.")).toBeVisible();
  await expect(async () => {
    await desk.goto("/don-vi?vong=1"); // counted anew every few seconds
    await expect(desk.getByRole("region", { name: "Tỷ lệ dự thi" })).toContainText("1 trong 40 người", { timeout: 500 });
  }).toPass();

  await desk.getByRole("navigation", { name: SIDE }).getByRole("link", { name: "Người dự thi" }).click();
  await expect(desk.getByRole("heading", { name: ours.name })).toBeVisible();
  await expect(desk.getByText(theirs.name)).toHaveCount(0);
  await desk.getByLabel("Họ tên hoặc số điện thoại").fill(theirs.phone);
  await desk.getByRole("button", { name: "Tìm" }).click();
  await expect(desk.getByText("Không tìm thấy ai")).toBeVisible();
  const reissue = await desk.evaluate(
    async (nguoi) => (await fetch("/don-vi/nguoi-du-thi", { method: "POST", body: new URLSearchParams({ nguoi }) })).status,
    theirNumber,
  );
  expect(reissue).toBe(404);
  for (const address of ["/ban-to-chuc", "/ban-to-chuc/nguoi-du-thi", "/ban-to-chuc/don-vi"]) {
    await desk.goto(address);
    await expect(desk.getByRole("heading", { level: 1 })).toHaveText("Trang này không dành cho bạn");
  }
});

async function takePart(page, changes) {
  const who = await enrol(page, changes);
  await beginKept(page);
  await mark(page, 1);
  await predict(page, "7");
  await submit(page);
  return who;
}
