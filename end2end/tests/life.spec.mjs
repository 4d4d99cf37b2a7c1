// A round whose rules are all the rarer ones: one question at a time, the prediction after the score,
// and a complaint that is answered; with JavaScript and without.
import { enrol, signIn } from "../support/people.mjs";
import { choice, mark, question } from "../support/paper.mjs";
import { changePassword, staffSignIn } from "../support/staff.mjs";
import { apart, expect } from "../support/test.mjs";
import { NO_SCRIPT } from "../support/watch.mjs";

const test = apart("life");
const QUESTIONS = 15;

test("one question at a time, a prediction after the score, and a complaint", async ({ page, server, device, browser, watch, baseURL }) => {
  test.setTimeout(120_000);
  watch.expect(NO_SCRIPT);
  const press = (name) => page.getByRole("button", { name }).click();

  await test.step("the organiser changes the rules", async () => {
    await staffSignIn(page, server.username, server.password);
    await changePassword(page, server.password);
    await page.goto("/ban-to-chuc/cuoc-thi/1/the-le");
    await page.getByLabel("Cách hiện câu hỏi").selectOption("Từng câu một, quay lại được");
    await page.getByLabel("Lúc hỏi dự đoán").selectOption("Sau khi biết điểm");
    await page.getByLabel("Số ngày nhận khiếu nại").fill("3");
    // Days for complaints are part of a calendar.
    await page.locator("summary", { hasText: "Quy định khác" }).click();
    const rest = page.getByLabel("Quy định khác", { exact: true });
    const schedule = { rounds: 1, shape: { days: { days: 7, opens: "08:00", closes: "17:00" } } };
    await rest.fill(JSON.stringify({ ...JSON.parse(await rest.inputValue()), schedule }));
    await press("Xem thay đổi");
    await expect(page.getByText("Câu hỏi hiện lần lượt từng câu", { exact: false }).first()).toBeVisible();
    await page.getByLabel("Lý do thay đổi").fill("Theo công văn số 12.");
    await press("Lưu thể lệ mới");
    await expect(page.getByText("Đã lưu thể lệ, phiên bản 2.")).toBeVisible();
  });

  const scripted = await device();
  const plain = await (await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 360, height: 740 } })).newPage();

  const takes = async (who, person) => {
    await who.goto("/");
    // An instance remembers the rules for a second.
    await expect(async () => {
      await who.goto("/thi/1");
      await expect(who.getByText("lần lượt từng câu", { exact: false }).first()).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await who.getByRole("button", { name: "Bắt đầu làm bài" }).click();
    for (let number = 1; number <= QUESTIONS; number += 1) {
      await expect(who.locator(".paper-bar .count")).toHaveText(`Câu ${number}/${QUESTIONS}`);
      await expect(who.locator(".questions > fieldset, fieldset[id^=cau-]")).toHaveCount(1);
      if (number !== 4) await mark(who, number, 1);
      if (number === 3) {
        await who.getByRole("button", { name: "Câu trước" }).click();
        await expect(choice(who, 2, 1)).toBeChecked();
        await mark(who, 2, 0);
        await who.getByRole("button", { name: "Câu tiếp theo" }).click();
        await expect(choice(who, 3, 1)).toBeChecked();
      }
      await who.getByRole("button", { name: /^(Câu tiếp theo|Xong câu cuối)/ }).click();
    }
    await expect(who.getByText("Câu chưa trả lời:")).toBeVisible();
    await who.getByRole("link", { name: "Câu 4", exact: true }).click();
    await expect(question(who, 4)).toBeVisible();
    await mark(who, 4);
    await who.getByRole("button", { name: "Đến trang nộp bài" }).click();
    await expect(who.getByText("Câu chưa trả lời:")).toHaveCount(0);
    await who.locator("#nop").click();
    await expect(who.getByRole("heading", { level: 1 })).toHaveText("Đã nhận bài của bạn");
    const asked = who.getByRole("region", { name: "Câu dự đoán" });
    await asked.getByRole("textbox").fill("xyz");
    await asked.getByRole("button", { name: "Gửi số dự đoán" }).click();
    await expect(who.getByRole("alert")).toContainText("số");
    await asked.getByRole("textbox").fill("321");
    await asked.getByRole("button", { name: "Gửi số dự đoán" }).click();
    await expect(asked).toContainText("Bạn đã dự đoán 321");
    await expect(asked.getByRole("textbox")).toHaveCount(0);
    return { ...person, result: who.url().replace(/[?#].*/, "") };
  };

  let first;
  await test.step("with JavaScript", async () => {
    watch.expect(/422/);
    first = await takes(scripted, await enrol(scripted));
  });
  await test.step("without JavaScript", async () => {
    const helper = await device();
    const person = await enrol(helper);
    await signIn(plain, person);
    await takes(plain, person);
  });

  await test.step("the round is closed and counted", async () => {
    await page.goto("/ban-to-chuc/vong-thi/1");
    await press("Đóng vòng thi");
    await page.goto("/ban-to-chuc/vong-thi/1/ket-qua");
    await press("Chốt kết quả, không mở lại vòng");
    await expect(page.getByText(/khiếu nại/i).first()).toBeVisible();
  });

  await test.step("somebody complains and is answered", async () => {
    await scripted.goto(first.result);
    await scripted.getByRole("link", { name: "Khiếu nại kết quả này" }).click();
    await scripted.getByRole("button", { name: "Gửi khiếu nại" }).click();
    await expect(scripted.getByRole("alert")).toBeVisible();
    await scripted.getByLabel("Câu hỏi hoặc đáp án").check();
    await scripted.getByLabel("Nội dung").fill("Câu 3 có hai đáp án đúng.\nĐề nghị Ban Tổ chức xem lại.");
    await scripted.getByRole("button", { name: "Gửi khiếu nại" }).click();
    await expect(scripted.getByRole("region", { name: "Khiếu nại của bạn" })).toContainText("Câu 3 có hai đáp án đúng.");

    await page.goto("/ban-to-chuc/vong-thi/1/khieu-nai");
    await page.getByRole("main").getByRole("link", { name: /Vàng Thị/ }).first().click();
    await expect(page.getByRole("region", { name: "Nội dung" })).toContainText("Câu 3 có hai đáp án đúng.");
    await page.getByLabel("Giữ nguyên kết quả").check();
    await page.getByLabel("Trả lời người khiếu nại").fill("Câu 3 chỉ có một đáp án đúng, theo khoản 1 Điều 3.");
    await press("Gửi trả lời, không sửa được nữa");
    await scripted.reload();
    await expect(scripted.getByRole("region", { name: "Khiếu nại của bạn" })).toContainText("theo khoản 1 Điều 3");
  });
});
