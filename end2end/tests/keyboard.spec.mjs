// Everything by keyboard alone, always seeing where one is.
import { enrol } from "../support/people.mjs";
import { answered, begin, questions, SAVED, state } from "../support/paper.mjs";
import { expect, test } from "../support/test.mjs";

/** What has the focus, whether it shows, and whether it is in sight. */
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const frames = [at, at.closest("label")].filter(Boolean).map((element) => getComputedStyle(element));
    const shows = frames.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    // In sight, and not behind a bar that sticks.
    const { left, top, width, height } = at.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + Math.min(height, 40) / 2);
    const seen = there !== null && (at.contains(there) || there.contains(at));
    return { tag: at.localName, id: at.id, name: at.getAttribute("name"), shows, seen };
  });

async function tab(page) {
  await page.keyboard.press("Tab");
  await expect.poll(() => focused(page), "the focus is seen").toMatchObject({ shows: true, seen: true });
  return focused(page);
}

test("the first key press offers to skip to the content", async ({ page }) => {
  for (const address of ["/", "/so-tay", "/dang-ky", "/ban-to-chuc/dang-nhap"]) {
    await page.goto(address);
    const skip = page.getByRole("link", { name: "Chuyển đến nội dung chính" });
    await page.keyboard.press("Tab");
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#noi-dung$/);
    expect(await page.evaluate(() => document.querySelectorAll("main#noi-dung").length)).toBe(1);
  }
});

test("on every public page the focus is seen at each step", async ({ page }) => {
  for (const address of ["/", "/cuoc-thi", "/dang-ky", "/dang-nhap", "/xep-hang", "/so-tay?tim=mot+cua"]) {
    await page.goto(address);
    for (let step = 0; step < 12; step += 1) await tab(page);
  }
});

test("a paper is taken by keyboard alone", async ({ page }) => {
  await enrol(page);
  await begin(page);
  await expect(state(page)).toHaveText(SAVED);
  const total = await questions(page).count();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Chuyển đến câu 1" })).toBeFocused();
  await page.keyboard.press("Enter");
  const marked = new Set();
  for (let step = 0; step < 400; step += 1) {
    const at = await tab(page);
    if (at.name?.match(/^q\d+$/) && !marked.has(at.name)) {
      marked.add(at.name);
      await page.keyboard.press("Space");
    } else if (at.id === "du-doan") {
      await page.keyboard.type("99");
    } else if (at.id === "nop") {
      break;
    }
  }
  await expect(answered(page)).toHaveText(String(total + 1));
  await expect(page.locator("#nop")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đã nhận bài của bạn");
});
