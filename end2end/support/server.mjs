// The built server as a process of its own, on a fresh data folder and a free port.
import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const RESULTS = fileURLToPath(new URL("../results", import.meta.url));

const ADDRESS = /^Trang thi đang chạy tại (\S+)$/;
const USERNAME = /^Tài khoản Ban Tổ chức:\s+(\S+)$/;
const PASSWORD = /^Mật khẩu dùng một lần:\s+(\S+)$/;

/** Starts a server; resolves once it listens, with its address and its first organiser. */
export async function startServer(name) {
  const program = process.env.CCHC_TEST_SERVER ?? join(ROOT, "target/debug/cchc");
  const site = process.env.CCHC_SITE_DIR ?? join(ROOT, "target/site");
  for (const needed of [program, join(site, "pkg/cchc.wasm")]) {
    if (!existsSync(needed)) throw new Error(`${needed} is not there: run the tests by ./dev e2e, which builds it.`);
  }
  const data = mkdtempSync(join(tmpdir(), "cchc-e2e-"));
  mkdirSync(RESULTS, { recursive: true });
  const log = join(RESULTS, `${name}-${process.pid}.log`);
  const child = spawn(program, ["serve"], {
    cwd: data, // no cchc.toml of a developer's own
    env: {
      ...settings(),
      CCHC_LISTEN: "127.0.0.1:0",
      CCHC_DATA_DIR: data,
      CCHC_SITE_DIR: site,
      CCHC_CONTENT_DIR: join(ROOT, "content"),
      CCHC_ADDRESS_LIMIT: "1000000",
      CCHC_ORGANISER: "Sở Nội vụ tỉnh Lào Cai",
      CCHC_PHONE: "0214 000 0123",
      CCHC_EMAIL: "cchc@laocai.example",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr.pipe(createWriteStream(log));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  const said = {};
  for await (const line of createInterface({ input: child.stdout })) {
    said.username ??= line.match(USERNAME)?.[1];
    said.password ??= line.match(PASSWORD)?.[1];
    said.origin ??= line.match(ADDRESS)?.[1];
    if (said.origin) return { ...said, log, stop };
  }
  throw new Error(`The server ended before it was ready (${await ended}); its log: ${log}`);
}

/** The environment without what a developer has set for a server of their own. */
function settings() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("CCHC_")));
}
