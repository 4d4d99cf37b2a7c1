// axe on every page, on a phone and at a desk: nothing serious.
import AxeBuilder from "@axe-core/playwright";
import { apart as test, expect } from "../support/test.mjs";
import { organising, strangers, takingPart, viewing } from "../support/walk.mjs";
import { OFFLINE, status } from "../support/watch.mjs";

const SIZES = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
];

test("no page has a serious barrier or is wider than its screen", async ({ page, device, server, watch }) => {
  test.setTimeout(180_000);
  watch.expect(OFFLINE, status(403), status(404), status(422));
  const found = [];
  const look = async (page, name) => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, impact, nodes } of violations) {
        const said = `${name} ${size.width}: ${id} (${impact}) ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(" | ")}`;
        if (["serious", "critical"].includes(impact)) found.push(said);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) found.push(`${name} ${size.width}: ${overflow} px wider than the screen`);
    }
    await page.setViewportSize(SIZES[0]);
  };
  await strangers(page, look);
  await takingPart(await device(), look);
  const oneTime = await organising(await device(), server, look);
  await viewing(await device(), oneTime, look);
  expect(found).toEqual([]);
});
