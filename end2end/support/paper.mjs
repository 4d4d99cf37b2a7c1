// A paper and what is done with it.
import { expect } from "@playwright/test";

export const SAVED = "Đã lưu";

/** From the front page to the open round's paper. */
export async function begin(page) {
  await page.goto("/");
  await page.getByRole("link", { name: /^(Vào thi|Làm bài tiếp)/ }).click();
  await page.getByRole("button", { name: /^(Bắt đầu làm bài|Làm bài tiếp)/ }).click();
  await expect(page).toHaveURL(/\/thi\/\d+\/bai$/);
}

/** The same, and the page's script is at work. */
export async function beginKept(page) {
  await begin(page);
  await expect(state(page)).toHaveText(SAVED);
}

/** The questions, without the prediction. */
export const questions = (page) => page.locator(".questions > fieldset");

export const question = (page, number) => page.locator(`#cau-${number}`);

/** The state of saving, of the whole paper. */
export const state = (page) => page.locator("#trang-thai");

/** The state of saving, of one question. */
export const stateOf = (page, number) => question(page, number).locator(".foot .save");

export const answered = (page) => page.locator("#so-cau");

export const prediction = (page) => page.getByLabel("Số bạn dự đoán");

/** Fills in the prediction; with a script at work it is saved when this returns. */
export async function predict(page, number, scripted = true) {
  await prediction(page).fill(number);
  if (!scripted) return;
  await prediction(page).blur();
  await expect(page.locator("fieldset", { has: prediction(page) }).locator(".foot .save")).toHaveText(SAVED);
}

/** Marks the choice at a place, from 0. */
export async function mark(page, number, place = 0) {
  await choice(page, number, place).check();
}

export const choice = (page, number, place) => question(page, number).locator(".choices input").nth(place);

export async function submit(page) {
  await page.locator("#nop").click();
  await expect(page).toHaveURL(/\/ket-qua\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đã nhận bài của bạn");
}
