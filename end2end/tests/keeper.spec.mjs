// A paper with JavaScript: what happens without a network, on two devices, under load, and by the clock.
import { enrol, signIn } from "../support/people.mjs";
import { answered, beginKept, choice, mark, prediction, question, questions, SAVED, state, stateOf } from "../support/paper.mjs";
import { expect, test } from "../support/test.mjs";
import { OFFLINE, status } from "../support/watch.mjs";

test("without a network answers are kept, it says so, and they are sent when it is back", async ({ page, context, watch }) => {
  watch.expect(OFFLINE);
  await enrol(page);
  await beginKept(page);
  await mark(page, 1);
  await expect(stateOf(page, 1)).toHaveText(SAVED);
  await context.setOffline(true);
  await mark(page, 2);
  await mark(page, 3);
  await expect(page.getByText("Mất mạng, bài vẫn an toàn.")).toBeVisible();
  await expect(state(page)).toHaveText("Chờ mạng");
  await expect(stateOf(page, 2)).toHaveText("Chờ mạng");
  await expect(stateOf(page, 1)).toHaveText(SAVED);
  await expect(answered(page)).toHaveText("3");
  await context.setOffline(false);
  await expect(state(page)).toHaveText(SAVED);
  await expect(stateOf(page, 2)).toHaveText(SAVED);
  await expect(stateOf(page, 3)).toHaveText(SAVED);
  await expect(page.getByText("Mất mạng, bài vẫn an toàn.")).toBeHidden();
  await page.reload();
  await expect(choice(page, 3, 0)).toBeChecked();
});

test("answers given without a network outlast a page that was closed", async ({ page, context, watch }) => {
  watch.expect(OFFLINE);
  await enrol(page);
  await beginKept(page);
  const paper = page.url();
  await context.setOffline(true);
  await mark(page, 4, 1);
  await expect(stateOf(page, 4)).toHaveText("Chờ mạng");
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(paper);
  await expect(stateOf(again, 4)).toHaveText(SAVED);
  await again.reload();
  await expect(choice(again, 4, 1)).toBeChecked();
  await expect(state(again)).toHaveText(SAVED);
});

test("a server that is busy is asked again when it says so", async ({ page, watch }) => {
  watch.expect(status(503));
  await enrol(page);
  await beginKept(page);
  let refused = 0;
  await page.route("**/luu", async (route) => {
    refused += 1;
    const json = { error: "busy", message: "Hệ thống đang đông người.", retry_after: 1 };
    await route.fulfill({ status: 503, headers: { "Retry-After": "1" }, json });
  }, { times: 2 });
  await mark(page, 1);
  await expect(stateOf(page, 1)).toHaveText("Chờ gửi lại");
  await expect(state(page)).toHaveText("Chờ gửi lại");
  await expect(stateOf(page, 1)).toHaveText(SAVED);
  await expect(state(page)).toHaveText(SAVED);
  expect(refused).toBe(2);
  await page.reload();
  await expect(choice(page, 1, 0)).toBeChecked();
});

test("the clock shows what is left, warns, and hands the paper in at its end", async ({ page }) => {
  await enrol(page);
  await page.clock.install();
  await beginKept(page);
  const clock = page.locator("#dong-ho");
  await expect(clock).toHaveText(/^(20:00|19:5\d)$/);
  await mark(page, 1);
  await expect(stateOf(page, 1)).toHaveText(SAVED);
  await page.clock.fastForward("14:00");
  await expect(clock).toHaveText(/^(6:00|5:5\d)$/);
  await expect(page.locator("#nhac-gio")).toBeEmpty();
  await page.clock.fastForward("01:10");
  await expect(page.locator("#nhac-gio")).toHaveText("Còn 5 phút.");
  await page.clock.fastForward("04:00");
  await expect(page.locator("#nhac-gio")).toHaveText("Còn 1 phút.");
  await expect(clock).toHaveText(/^0:\d\d$/);
  await page.clock.fastForward("01:00");
  await expect(page).toHaveURL(/\/ket-qua\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đã nhận bài của bạn");
});

test("a paper opened on a second device tells the first page", async ({ page, device, watch }) => {
  watch.expect(status(409));
  const who = await enrol(page);
  await beginKept(page);
  await mark(page, 1);
  await expect(stateOf(page, 1)).toHaveText(SAVED);

  const second = await device();
  await signIn(second, who);
  await beginKept(second);
  await expect(choice(second, 1, 0)).toBeChecked();

  await mark(page, 2);
  await expect(page.getByText("Trang này đã dừng lại.")).toBeVisible();
  await expect(page.getByText("mở ở máy khác")).toBeVisible();
  await expect(state(page)).toHaveText("Chưa lưu");
  await expect(choice(page, 3, 0)).toBeDisabled();

  await mark(second, 3);
  await expect(stateOf(second, 3)).toHaveText(SAVED);
  await page.getByRole("link", { name: "Làm bài tiếp ở máy này" }).click();
  await page.getByRole("button", { name: "Làm bài tiếp ở máy này" }).click();
  await expect(choice(page, 3, 0)).toBeChecked();
});

test("the lists say what is answered, what is not, and what to look at again", async ({ page }) => {
  await enrol(page);
  await beginKept(page);
  const open = page.locator("#chua-tra-loi > li:visible");
  const links = page.locator("#cac-cau a");
  await expect(open).toHaveCount(16);
  await expect(links).toHaveCount(16);
  await mark(page, 2);
  await question(page, 5).getByLabel("Xem lại sau").check();
  await prediction(page).fill("12");
  await prediction(page).blur();
  await expect(open).toHaveCount(14);
  await expect(open.filter({ hasText: /^Câu 2$/ })).toHaveCount(0);
  await page.getByText("Danh sách câu").click();
  await expect(links.nth(1)).toHaveAccessibleName("Câu 2, đã trả lời");
  await expect(links.nth(4)).toHaveAccessibleName("Câu 5, chưa trả lời, xem lại sau");
  await expect(links.nth(15)).toHaveAccessibleName("Câu dự đoán, đã trả lời");
  await links.nth(4).click();
  await expect(question(page, 5)).toBeInViewport();
  await expect(state(page)).toHaveText(SAVED);
  await page.reload();
  await expect(question(page, 5).getByLabel("Xem lại sau")).toBeChecked();
});

test("a prediction that is no number is told at once and keeps nothing back", async ({ page }) => {
  await enrol(page);
  await beginKept(page);
  await prediction(page).fill("nhiều lắm");
  await prediction(page).blur();
  await expect(page.locator("#du-doan-loi")).toBeVisible();
  await expect(prediction(page)).toHaveAttribute("aria-invalid", "true");
  await mark(page, 1);
  await expect(stateOf(page, 1)).toHaveText(SAVED);
  await prediction(page).fill("1.250");
  await prediction(page).press("Enter");
  await expect(page.locator("#du-doan-loi")).toBeHidden();
  await expect(answered(page)).toHaveText("2");
  await expect(page).toHaveURL(/\/bai$/);
});

test("a prediction that is being typed is not called saved, and outlasts the page", async ({ page }) => {
  await enrol(page);
  await beginKept(page);
  const paper = page.url();
  const held = [];
  await page.route("**/luu", (route) => held.push(route));
  await mark(page, 1);
  await expect(stateOf(page, 1)).toHaveText("Đang lưu");
  await prediction(page).pressSequentially("187");
  await held[0].continue();
  await expect(stateOf(page, 1)).toHaveText(SAVED);
  await expect(stateOf(page, 16)).toHaveText("Đang lưu");
  await expect(state(page)).toHaveText("Đang lưu");
  await page.unroute("**/luu");
  const again = await page.context().newPage();
  await page.close();
  await again.goto(paper);
  await expect(prediction(again)).toHaveValue("187");
  await expect(stateOf(again, 16)).toHaveText(SAVED);
});

test("what is typed last goes in with the paper, and nothing is saved beside it", async ({ page }) => {
  await enrol(page);
  await beginKept(page);
  const held = [];
  await page.route("**/luu", (route) => held.push(route));
  await mark(page, 1);
  await expect.poll(() => held.length).toBe(1);
  await prediction(page).pressSequentially("187");
  const sent = page.waitForRequest("**/nop");
  await page.locator("#nop").click();
  expect((await sent).postData()).toContain("prediction=187");
  await expect(page).toHaveURL(/\/ket-qua\/\d+$/);
  expect(held.length).toBe(1);
});

test("nothing of the key is in the page", async ({ page }) => {
  await enrol(page);
  await beginKept(page);
  const html = await (await page.reload()).text();
  const form = html.slice(html.indexOf("<fieldset"), html.lastIndexOf("</fieldset>"));
  // Tags with their attributes, and of their values what tells choices apart: that is all there is.
  const tags = new Set([...form.matchAll(/<[a-z]+[^>]*>/g)].map(([tag]) => tag.replace(/\d+/g, "0")));
  const known = [
    "<fieldset class=question id=cau-0>", "<legend>", "<span>", "<span class=nowrap>", "<i>", "<b>", "<p>", "<br>",
    '<div class="choices">', '<div class="choices two">', "<label class=choice>", "<label class=flag>",
    "<input type=radio name=q0 value=0>", "<input type=checkbox name=q0 value=0>", "<input type=checkbox>",
    "<div class=foot>", "<span class=save>",
  ];
  const questionsOnly = [...tags].filter((tag) => !/prediction|du-doan|class="/.test(tag) || known.includes(tag));
  expect(questionsOnly.filter((tag) => !known.includes(tag))).toEqual([]);
  // A question's choices differ in place and text alone.
  for (const fieldset of await questions(page).all()) {
    const choices = await fieldset.locator(".choices label").evaluateAll((labels) =>
      labels.map((label) => label.cloneNode(true).outerHTML.replace(/value="\d+"/, "").replace(/<b>.<\/b>/, "").replace(/<span>.*<\/span>/s, "")));
    expect(new Set(choices).size).toBe(1);
  }
});

test("a paper opened in a second window tells the first, which loses nothing", async ({ page }) => {
  await enrol(page);
  await beginKept(page);
  await mark(page, 1);
  await expect(stateOf(page, 1)).toHaveText(SAVED);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await expect(state(second)).toHaveText(SAVED);
  await expect(page.getByText("Bài đang mở ở một cửa sổ khác")).toBeVisible();
  await expect(choice(page, 2, 0)).toBeDisabled();
  await mark(second, 2);
  await expect(stateOf(second, 2)).toHaveText(SAVED);
  await page.getByRole("link", { name: "Làm bài ở cửa sổ này" }).click();
  await expect(choice(page, 2, 0)).toBeChecked();
  await expect(second.getByText("Bài đang mở ở một cửa sổ khác")).toBeVisible();
});

test("a number that cannot be read does not hold the paper back when the time is up", async ({ page }) => {
  await enrol(page);
  await page.clock.install();
  await beginKept(page);
  await mark(page, 1);
  await expect(stateOf(page, 1)).toHaveText(SAVED);
  await prediction(page).fill("nhiều lắm");
  await page.clock.fastForward("20:10");
  await expect(page).toHaveURL(/\/ket-qua\/\d+$/);
});

test("a paper is gone on with at the question where it was left", async ({ page, device }) => {
  const who = await enrol(page);
  await beginKept(page);
  for (const number of [1, 9]) {
    await mark(page, number);
    await expect(stateOf(page, number)).toHaveText(SAVED);
  }
  const second = await device();
  await signIn(second, who);
  await beginKept(second);
  await expect(question(second, 9)).toBeInViewport();
  await expect(question(second, 1)).not.toBeInViewport();
  await second.reload();
  await expect(state(second)).toHaveText(SAVED);
  await expect(question(second, 9)).toBeInViewport();
});
