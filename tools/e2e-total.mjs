// Prints the totals of a Playwright report (JSON) in one line; fails when a test failed or did not run.
import { readFileSync } from "node:fs";

const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(process.argv[2], "utf8")).stats;
if (skipped > 0) console.log(`${skipped} skipped: a test that could not run has failed.`);
console.log(`${expected + flaky} passed, ${unexpected + skipped} failed`);
process.exitCode = unexpected + skipped > 0 ? 1 : 0;
