// Finding an agency by typing.
import { expect, test } from "../support/test.mjs";

test.beforeEach(async ({ page }) => {
  await page.goto("/dang-ky");
  await expect(page.locator("input#don-vi")).toBeVisible();
});

const input = (page) => page.locator("input#don-vi");
const chosen = (page) => page.locator("select[name=don-vi]");

for (const typed of ["nội vụ", "noi vu", "VU NOI"]) {
  test(`by keyboard: “${typed}”`, async ({ page }) => {
    await page.getByLabel("Họ và tên").focus();
    await input(page).focus();
    await page.keyboard.type(typed);
    await expect(page.getByRole("option", { name: /Sở Nội vụ/ })).toBeVisible();
    await expect(input(page)).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("ArrowDown");
    const active = page.locator("[role=option][aria-selected=true]");
    await expect(active).toHaveText(/^Sở Nội vụ/);
    await expect(input(page)).toHaveAttribute("aria-activedescendant", await active.getAttribute("id"));
    await page.keyboard.press("Enter");
    await expect(input(page)).toHaveValue("Sở Nội vụ");
    await expect(chosen(page)).toHaveValue("15-so-noi-vu");
    await expect(input(page)).toHaveAttribute("aria-expanded", "false");
  });
}

test("up goes round, Escape takes nothing, Tab takes the only one", async ({ page }) => {
  await input(page).focus();
  await page.keyboard.type("xa");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(input(page)).toHaveValue("");
  await expect(chosen(page)).toHaveValue("");
  await page.keyboard.type("so tu phap");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(input(page)).toHaveValue("Sở Tư pháp");
  await expect(chosen(page)).toHaveValue("15-so-tu-phap");
});

test("what is not there is said, and nothing is chosen", async ({ page }) => {
  await input(page).focus();
  await page.keyboard.type("khong co don vi nay");
  await expect(page.getByText("Không tìm thấy. Hãy thử từ ngắn hơn")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByText("Hãy chọn một mục trong danh sách.")).toBeVisible();
  await expect(chosen(page)).toHaveValue("");
});

test("a poster's address chooses beforehand", async ({ page }) => {
  await page.goto("/dang-ky?don-vi=15-so-y-te");
  await expect(input(page)).toHaveValue("Sở Y tế");
});
