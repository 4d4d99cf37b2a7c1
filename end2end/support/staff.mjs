// Organisers, agencies' viewers, and what they do.
import { expect } from "@playwright/test";

export const PASSWORD = "con trâu đi trước cái cày";

export async function staffSignIn(page, username, password) {
  await page.goto("/ban-to-chuc/dang-nhap");
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
}

/** Signs in with a one-time password, and puts one's own in its place. */
export async function firstSignIn(page, username, oneTime) {
  await staffSignIn(page, username, oneTime);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đặt mật khẩu của bạn");
  await changePassword(page, oneTime);
  await expect(page.getByRole("navigation", { name: "Khu vực làm việc" })).toBeVisible();
}

export async function changePassword(page, oneTime) {
  await page.getByLabel("Mật khẩu đang dùng").fill(oneTime);
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Nhập lại mật khẩu mới").fill(PASSWORD);
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
}

/** Makes an account for an agency's viewer; returns the one-time password. */
export async function makeViewer(page, agency, username) {
  await page.goto("/ban-to-chuc/tai-khoan");
  await page.getByLabel("Cơ quan, đơn vị").selectOption(agency);
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByRole("button", { name: "Tạo tài khoản" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mật khẩu lần đầu");
  return page.locator(".entry-code").innerText();
}

/** Makes an account for somebody who writes or reviews questions of a bank; returns the one-time password. */
export async function makeWorker(page, bank, username, { role = "Người thẩm định câu hỏi", name = "Lò Thị Mai" } = {}) {
  await page.goto("/ban-to-chuc/ngan-hang/nguoi-lam");
  await page.getByLabel("Họ và tên").fill(name);
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByLabel(role).check();
  await page.getByLabel("Ngân hàng được giao").selectOption({ label: bank });
  await page.getByRole("button", { name: "Tạo tài khoản" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mật khẩu lần đầu");
  return page.locator(".entry-code").innerText();
}

/** Does one thing to all questions that the list of a bank shows. */
export async function withAllFound(page, act) {
  await page.getByLabel(/^Tất cả [\d.]+ câu tìm thấy$/).check();
  await page.getByLabel("Việc cần làm").selectOption({ label: act });
  await page.getByRole("button", { name: "Làm với các câu này" }).click();
}

/** The form of a new round, open since yesterday, with nothing asked of the banks yet. */
export async function newRound(page, title) {
  await page.goto("/ban-to-chuc/vong-thi/moi");
  await page.getByLabel("Tên vòng thi").fill(title);
  await page.getByLabel("Mở lúc").fill(yesterday());
  for (const track of ["staff", "citizens"]) {
    for (const cell of await cells(page, track).all()) await cell.fill("");
  }
}

/** The inputs of a track's table. */
export const cells = (page, track) => page.locator(`input[name^="${track}|"]`);

/** Takes up to three questions from each cell until there are `total`. */
export async function fillMatrix(page, track, total) {
  let left = total;
  for (const cell of await cells(page, track).all()) {
    const there = Number((await cell.locator("xpath=following-sibling::small[1]").innerText()).replace(/\D/g, ""));
    const take = Math.min(left, there, 3);
    if (take > 0) await cell.fill(String(take));
    left -= take;
  }
  expect(left).toBe(0);
}

export async function saveRound(page) {
  await page.getByRole("button", { name: "Lưu vòng thi" }).click();
  await expect(page).toHaveURL(/\/vong-thi\/\d+$/);
}

export async function openRound(page) {
  await page.getByRole("button", { name: "Mở vòng thi" }).click();
  await expect(page.getByText("Đã mở vòng thi.")).toBeVisible();
}

function yesterday() {
  return new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 16);
}
