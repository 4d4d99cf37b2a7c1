// People who take part.
import { expect } from "@playwright/test";

const GIVEN = ["Mỷ", "Hòa", "Đức", "Ánh", "Ngọc", "Khuê"];
// A phone number is one person's. Workers count for themselves, so the number says whose count it is;
// a time would not do: two workers begin in the same millisecond.
const WORKER = (process.env.TEST_WORKER_INDEX ?? "999").padStart(3, "0");
let count = 0;

/** Somebody new, of the agency that the tests look at. */
export function person(changes = {}) {
  count += 1;
  const digits = `${WORKER}${String(count).padStart(5, "0")}`;
  return {
    name: `Vàng Thị ${GIVEN[count % GIVEN.length]}`,
    birth: ["2", "9", "1987"],
    phone: `09${digits}`,
    agency: "15-so-noi-vu",
    agencyName: "Sở Nội vụ",
    position: "Công chức",
    ...changes,
  };
}

/** Fills in the registration form as it stands on the page. */
export async function fillIn(page, who, scripted) {
  const [day, month, year] = who.birth;
  await page.getByLabel("Họ và tên").fill(who.name);
  await page.getByLabel("Ngày", { exact: true }).fill(day);
  await page.getByLabel("Tháng", { exact: true }).fill(month);
  await page.getByLabel("Năm", { exact: true }).fill(year);
  await page.getByLabel("Số điện thoại").fill(who.phone);
  if (scripted) {
    await page.locator("input#don-vi").fill(who.agencyName);
    await page.getByRole("option", { name: who.agencyName }).first().click();
  } else {
    await page.locator("select#don-vi").selectOption(who.agency);
  }
  await page.getByLabel(who.position, { exact: true }).check();
}

/** Registers without the form, for tests that are about what follows. Returns the person with the code. */
export async function enrol(page, changes) {
  const who = person(changes);
  await page.goto("/dang-nhap");
  const fields = {
    "ho-ten": who.name,
    ngay: who.birth[0],
    thang: who.birth[1],
    nam: who.birth[2],
    "dien-thoai": who.phone,
    "don-vi": who.agency,
    "vi-tri": "civil_servant",
    "dong-y": "1",
  };
  await page.evaluate((fields) => fetch("/dang-ky", { method: "POST", body: new URLSearchParams(fields) }), fields);
  await page.goto("/dang-ky/ma-du-thi");
  return { ...who, code: await readCode(page) };
}

/** The code on the page that shows it once. */
export async function readCode(page) {
  const code = page.locator(".entry-code > [aria-hidden]");
  await expect(code).toHaveText(/^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/);
  return code.innerText();
}

export async function signIn(page, who) {
  await page.goto("/dang-nhap");
  await page.getByLabel("Số điện thoại").fill(who.phone);
  await page.getByLabel("Mã dự thi").fill(who.code);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("banner").getByRole("link", { name: who.name })).toBeVisible();
}
