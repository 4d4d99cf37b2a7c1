// Pictures of every page for people to look at: ./dev shots, then end2end/results/shots.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import config from "./playwright.config.mjs";
import { RESULTS, startServer } from "./support/server.mjs";
import { organising, strangers, takingPart, viewing } from "./support/walk.mjs";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];

const folder = join(RESULTS, "shots");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const server = await startServer("shots");
const browser = await chromium.launch(config.use.launchOptions);
const { locale, timezoneId, contextOptions } = config.use;
const device = async () => {
  const context = await browser.newContext({ ...contextOptions, baseURL: server.origin, viewport: SIZES[1], locale, timezoneId });
  return context.newPage();
};
const look = async (page, name) => {
  for (const { width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    // As it stands, with the bars that stick; then the whole page.
    await page.screenshot({ path: join(folder, `${name}-${width}-man-hinh.png`) });
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  console.log(name);
};

try {
  await strangers(await device(), look);
  await takingPart(await device(), look);
  const oneTime = await organising(await device(), server, look);
  await viewing(await device(), oneTime, look);
} finally {
  await browser.close();
  await server.stop();
}
console.log(`Pictures: ${folder}`);
