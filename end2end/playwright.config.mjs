import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1440, height: 900 };

const journey = (name, viewport, javaScriptEnabled) => ({
  name,
  testMatch: "journey.spec.mjs",
  use: { viewport, javaScriptEnabled },
});

export default defineConfig({
  testDir: "tests",
  outputDir: "results/tests",
  globalSetup: "./support/setup.mjs",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    contextOptions: { reducedMotion: "reduce" }, // a page that still scrolls is no place to click
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium(),
      args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    },
  },
  projects: [
    journey("phone", PHONE, true),
    journey("phone, no JavaScript", PHONE, false),
    journey("desk", DESK, true),
    journey("desk, no JavaScript", DESK, false),
    { name: "browser", testIgnore: "journey.spec.mjs", use: { viewport: PHONE } },
  ],
});

/** ./dev names the browser; else it is the one on PATH. */
function chromium() {
  return process.env.CCHC_CHROMIUM ?? execFileSync("sh", ["-c", "command -v chromium || command -v google-chrome"], { encoding: "utf8" }).trim();
}
