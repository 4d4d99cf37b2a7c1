// The test of this suite: it knows the server and fails on whatever the browser complains of.
import { readFileSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import { startServer } from "./server.mjs";
import { Watch } from "./watch.mjs";

export { expect };

export const test = base.extend({
  server: [async ({}, use) => use(JSON.parse(process.env.CCHC_E2E_SERVER)), { scope: "worker" }],
  baseURL: async ({ server }, use) => use(server.origin),

  watch: [
    async ({ context, server }, use, info) => {
      const watch = new Watch();
      watch.follow(context);
      await use(watch);
      if (info.status !== info.expectedStatus || watch.complaints.length > 0) {
        await info.attach("server", { body: tail(server.log), contentType: "text/plain" });
        console.log(`The server's log, at its end:\n${tail(server.log)}`);
      }
      expect(watch.complaints, "what the browser complained of").toEqual([]);
    },
    { auto: true },
  ],

  /** Another device: a browser that has never been here. */
  device: async ({ browser, watch, baseURL, viewport, javaScriptEnabled, locale, timezoneId, contextOptions }, use) => {
    const contexts = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL, viewport, javaScriptEnabled, locale, timezoneId });
      watch.follow(context);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** For files that change what others would stumble over: a server of their own. */
export const apart = (name) =>
  test.extend({
    server: [
      async ({}, use) => {
        const server = await startServer(name);
        await use(server);
        await server.stop();
      },
      { scope: "worker" },
    ],
  });

function tail(log) {
  return readFileSync(log, "utf8").split("\n").slice(-40).join("\n");
}
