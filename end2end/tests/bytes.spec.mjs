// What the site weighs as it is served, compressed: a 20-question paper, and a first visit to its end.
import { fillIn, person } from "../support/people.mjs";
import { mark, predict, questions, submit } from "../support/paper.mjs";
import { fillMatrix, firstSignIn, newRound, openRound, saveRound } from "../support/staff.mjs";
import { apart, expect } from "../support/test.mjs";
import { NO_SCRIPT } from "../support/watch.mjs";

const KB = 1_000;
const PAPER = 15 * KB;
const FIRST_VISIT = { true: 120 * KB, false: 30 * KB };

const test = apart("bytes");
test.describe.configure({ mode: "serial" });
let round;

test("a round of 20 questions", async ({ page, server }) => {
  await firstSignIn(page, server.username, server.password);
  await newRound(page, "Tuần 2");
  await fillMatrix(page, "staff", 20);
  await fillMatrix(page, "citizens", 20);
  await saveRound(page);
  await openRound(page);
  round = `/thi/${page.url().match(/(\d+)\?/)[1]}`;
});

for (const scripted of [true, false]) {
  test.describe(scripted ? "with islands" : "without JavaScript", () => {
    test.use({ javaScriptEnabled: scripted });

    test("a first visit", async ({ page, watch }) => {
      if (!scripted) watch.expect(NO_SCRIPT);
      const loads = [];
      page.on("requestfinished", (request) => loads.push(weigh(request)));
      await page.goto("/");
      await page.goto(round);
      await page.getByRole("main").getByRole("link", { name: "Đăng ký dự thi" }).click();
      if (scripted) await expect(page.locator("input#don-vi")).toBeVisible();
      await fillIn(page, person(), scripted);
      await page.getByLabel(/Tôi đồng ý/).check();
      await page.getByRole("button", { name: "Đăng ký" }).click();
      await page.getByRole("link", { name: "Tôi đã ghi lại, tiếp tục" }).click();
      await page.getByRole("button", { name: "Bắt đầu làm bài" }).click();
      await expect(questions(page)).toHaveCount(20);
      for (let number = 1; number <= 20; number += 1) await mark(page, number);
      await predict(page, "187", scripted);
      await submit(page);
      const weights = await Promise.all(loads);
      const paper = weights.find(({ path }) => path.endsWith("/bai")).bytes;
      const whole = weights.reduce((sum, { bytes }) => sum + bytes, 0);
      console.log(table(weights, paper, whole, scripted));
      expect(paper, "the paper's HTML").toBeLessThanOrEqual(PAPER);
      expect(whole, "the whole first visit").toBeLessThanOrEqual(FIRST_VISIT[scripted]);
    });
  });
}

/** Bytes of a response's body as they came over the wire. */
async function weigh(request) {
  const response = await request.response();
  // Out of the browser's cache comes less than the headers would take.
  const bytes = Math.max(0, (await request.sizes()).responseBodySize);
  const kind = (response.headers()["content-type"] ?? "nothing").split(";")[0];
  return { path: new URL(request.url()).pathname, kind, bytes };
}

function table(weights, paper, whole, scripted) {
  const kinds = new Map();
  for (const { kind, bytes } of weights) kinds.set(kind, (kinds.get(kind) ?? 0) + bytes);
  const lines = [...kinds].map(([kind, bytes]) => `${String(bytes).padStart(8)}  ${kind}`);
  const title = `A first visit that takes a round, ${scripted ? "with islands" : "without JavaScript"} (bytes, compressed)`;
  const pages = weights.filter(({ kind, bytes }) => kind === "text/html" && bytes > 0).map(({ path, bytes }) => `${path} ${bytes}`);
  return [title, ...lines, `${String(whole).padStart(8)}  in all; the paper's HTML: ${paper}`, `pages: ${pages.join(", ")}`].join("\n");
}
