// The main job, from the front page to the board, with and without JavaScript, on a phone and at a desk.
import { fillIn, person, readCode, signIn } from "../support/people.mjs";
import { answered, choice, mark, predict, question, questions, SAVED, state, stateOf, submit } from "../support/paper.mjs";
import { expect, test } from "../support/test.mjs";
import { NO_SCRIPT, status } from "../support/watch.mjs";

const HALF = 7;
const PREDICTED = "187";

test("someone registers, takes the round and stands on the boards", async ({ page, device, watch, javaScriptEnabled }) => {
  const scripted = javaScriptEnabled;
  const who = person();
  if (!scripted) watch.expect(NO_SCRIPT);

  await test.step("the front page leads to the round, and the round to registering", async () => {
    await page.goto("/");
    await page.getByRole("link", { name: "Vào thi" }).click();
    await page.getByRole("main").getByRole("link", { name: "Đăng ký dự thi" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đăng ký dự thi");
  });

  await test.step("what is wrong is said in its place, and what was typed is kept", async () => {
    watch.expect(status(422));
    await fillIn(page, { ...who, phone: "091234567" }, scripted);
    await page.getByRole("button", { name: "Đăng ký" }).click();
    const summary = page.getByRole("alert");
    await expect(summary).toContainText("Còn 2 chỗ cần sửa");
    await expect(summary).toBeFocused();
    const phone = page.getByLabel("Số điện thoại");
    await expect(phone).toHaveAccessibleDescription(/Số này mới có 9 chữ số/);
    await expect(phone).toHaveAttribute("aria-invalid", "true");
    await expect(phone).toHaveValue("091234567");
    await expect(page.getByLabel(/Tôi đồng ý/)).toHaveAccessibleDescription(/đồng ý/);
    await expect(page.getByLabel("Họ và tên")).toHaveValue(who.name);
    await expect(page.getByLabel("Năm", { exact: true })).toHaveValue("1987");
    await expect(page.locator("[name=don-vi]")).toHaveValue(who.agency);
    if (scripted) await expect(page.locator("input#don-vi")).toHaveValue(who.agencyName);
    await expect(page.getByLabel(who.position, { exact: true })).toBeChecked();
    await summary.getByRole("link", { name: /9 chữ số/ }).click();
    await expect(phone).toBeFocused();
  });

  await test.step("the code is shown once and leads back to the round", async () => {
    await page.getByLabel("Số điện thoại").fill(who.phone);
    await page.getByLabel(/Tôi đồng ý/).check();
    await page.getByRole("button", { name: "Đăng ký" }).click();
    who.code = await readCode(page);
    await page.getByRole("link", { name: "Tôi đã ghi lại, tiếp tục" }).click();
    await expect(page).toHaveURL(/\/thi\/\d+$/);
  });

  await test.step("the rules come before the clock", async () => {
    await expect(page.getByRole("heading", { name: "Đọc trước khi bắt đầu" })).toBeVisible();
    await expect(page.getByText("Hết giờ, hệ thống tự nộp các câu đã lưu.")).toBeVisible();
    await page.getByRole("button", { name: "Bắt đầu làm bài" }).click();
    await expect(page).toHaveURL(/\/bai$/);
  });

  const total = await questions(page).count();
  expect(total).toBe(15);
  const answerUpTo = async (first, last) => {
    for (let number = first; number <= last; number += 1) {
      await mark(page, number);
      if (scripted) await expect(stateOf(page, number)).toHaveText(SAVED);
    }
  };

  await test.step("half of the answers outlast a reload", async () => {
    if (scripted) await expect(state(page)).toHaveText(SAVED);
    await answerUpTo(1, HALF);
    if (!scripted) {
      await page.getByRole("button", { name: "Lưu bài", exact: true }).click();
      await expect(page.getByRole("status").filter({ hasText: "Đã lưu bài." })).toBeVisible();
    }
    await page.reload();
    await expect(answered(page)).toHaveText(String(HALF));
    for (let number = 1; number <= HALF; number += 1) {
      await expect(choice(page, number, 0)).toBeChecked();
      await expect(stateOf(page, number)).toHaveText(SAVED);
    }
    await expect(question(page, HALF + 1).locator(":checked")).toHaveCount(0);
  });

  await test.step("the rest, the prediction, and handing it in", async () => {
    if (scripted) await expect(state(page)).toHaveText(SAVED);
    await answerUpTo(HALF + 1, total);
    await predict(page, PREDICTED, scripted);
    if (scripted) await expect(answered(page)).toHaveText(String(total + 1));
    await submit(page);
  });

  await test.step("score and places", async () => {
    const result = page.getByRole("region", { name: "Kết quả của bạn" });
    await expect(result).toContainText(/Đúng \d+\/15 câu/);
    await expect(result).toContainText("Lượt này đang được tính để xếp hạng.");
    await expect(result.getByRole("definition").first()).toContainText(/^\d+ \/ \d+$/);
    await expect(result).toContainText("tạm thời");
  });

  await test.step("the agency's board, masked", async () => {
    await page.getByRole("link", { name: "Xem bảng xếp hạng" }).click();
    await page.getByLabel("Đơn vị").selectOption(who.agency);
    await page.getByRole("button", { name: "Xem" }).click();
    const row = page.getByRole("row").filter({ hasText: "(bạn)" });
    const masked = `${who.name.slice(0, "Vàng Thị M".length)}***`;
    await expect(row.getByRole("rowheader")).toContainText(masked);
    await expect(row).toContainText(/\d+\/15/);
    await expect(page.getByRole("main")).not.toContainText(who.name);
  });

  await test.step("the agency stands on the board of agencies", async () => {
    await page.getByRole("navigation", { name: "Loại bảng xếp hạng" }).getByRole("link", { name: "Đơn vị" }).click();
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: who.agencyName }) });
    await expect(row).toHaveClass("me");
    await expect(row).toContainText(/\d+ người dự thi/);
  });

  await test.step("signing out", async () => {
    await page.getByRole("banner").getByRole("link", { name: who.name }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Lượt được tính" })).toBeVisible();
    await page.getByRole("button", { name: "Đăng xuất khỏi máy này" }).click();
    await expect(page.getByRole("banner").getByRole("link", { name: "Đăng nhập" })).toBeVisible();
  });

  await test.step("another device, with phone number and code", async () => {
    const other = await device();
    await signIn(other, { ...who, code: who.code.toLowerCase().replaceAll("-", " ") });
    await other.getByRole("navigation", { name: "Danh mục chính" }).getByRole("link", { name: "Của tôi" }).click();
    await expect(other.getByRole("listitem").filter({ hasText: "Lượt được tính" })).toContainText(/\d+\/15 câu/);
  });
});
