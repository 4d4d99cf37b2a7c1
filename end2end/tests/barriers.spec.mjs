// axe on every page, on a phone and at a desk: nothing serious, and nothing wider than its screen.
import AxeBuilder from "@axe-core/playwright";
import { apart, expect, test } from "../support/test.mjs";
import { enrol } from "../support/people.mjs";
import { organising, strangers, takingPart, viewing } from "../support/walk.mjs";
import { OFFLINE, status } from "../support/watch.mjs";

const testApart = apart("barriers");
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1440, height: 900 };

test("for anybody", async ({ page, watch }) => {
  test.setTimeout(120_000);
  watch.expect(status(404), status(422));
  const { found, look } = barriers();
  await strangers(page, look);
  expect(found).toEqual([]);
});

test("for those who take part", async ({ page, watch }) => {
  test.setTimeout(120_000);
  watch.expect(OFFLINE);
  const { found, look } = barriers();
  await takingPart(page, look);
  expect(found).toEqual([]);
});

testApart("for organisers and agencies' viewers", async ({ page, device, server, watch }) => {
  testApart.setTimeout(240_000);
  watch.expect(status(403), status(404), status(422));
  const { found, look } = barriers();
  // Somebody to look at.
  await enrol(await device());
  const oneTime = await organising(page, server, look);
  await viewing(await device(), oneTime, look);
  expect(found).toEqual([]);
});

/** What was found, and the look that finds it. */
function barriers() {
  const found = [];
  const look = async (page, name) => {
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size);
      const at = `${name} at ${size.width} px`;
      // No page has frames, so one pass in the page itself is enough.
      const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
      // Colours are the same at every width, and looking at them takes longest.
      const { violations } = await (size === DESK ? axe.disableRules("color-contrast") : axe).analyze();
      for (const { id, impact, nodes } of violations.filter(({ impact }) => ["serious", "critical"].includes(impact))) {
        found.push(`${at}: ${impact}, ${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);
      }
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) found.push(`${at}: ${over} px wider than the screen`);
    }
  };
  return { found, look };
}
