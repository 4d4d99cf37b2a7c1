// From a file to a round, with and without a script: 300 questions in a Word document, and what is asked of files
// that are not understood.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enrol } from "../support/people.mjs";
import { mark, predict, questions, submit } from "../support/paper.mjs";
import { ROOT } from "../support/server.mjs";
import { changePassword, fillMatrix, firstSignIn, makeWorker, newRound, openRound, PASSWORD, saveRound, staffSignIn, withAllFound } from "../support/staff.mjs";
import { apart, expect } from "../support/test.mjs";
import { NO_SCRIPT, status } from "../support/watch.mjs";

const TOPICS = ["Thể chế", "Thủ tục hành chính", "Tổ chức bộ máy", "Chế độ công vụ", "Chuyển đổi số"];
const LEVELS = ["Nhận biết", "Thông hiểu", "Vận dụng"];
const COUNT = 300;
/** “Câu hỏi;A;B;Đáp án” with a question below, in TCVN3. */
const OLD = "C\u00A9u h\u00E1i;A;B;\u00A7\u00B8p \u00B8n\nNgh\u00DE quy\u00D5t n\u00B5y c\u00E3 m\u00CAy n\u00E9i dung?;B\u00E8n;S\u00B8u;B\n";

const test = apart("import");
test.describe.configure({ mode: "serial" });

/** A Word document with so many questions, written by the program itself. */
function document() {
  const folder = mkdtempSync(join(tmpdir(), "cchc-e2e-import-"));
  const rows = Array.from({ length: COUNT }, (_, at) => {
    const number = at + 1;
    const topic = TOPICS[at % TOPICS.length];
    const level = LEVELS[Math.floor(at / TOPICS.length) % LEVELS.length];
    return `Quyết định số ${1000 + number}/QĐ-UBND giao bao nhiêu nhiệm vụ?;${number} nhiệm vụ;${number + 1} nhiệm vụ;${number + 2} nhiệm vụ;${number + 3} nhiệm vụ;B;${topic};${level}`;
  });
  const table = join(folder, "cau-hoi.csv");
  writeFileSync(table, `Câu hỏi;Phương án A;Phương án B;Phương án C;Phương án D;Đáp án đúng;Lĩnh vực;Mức độ\n${rows.join("\n")}\n`);
  const file = join(folder, "de-300-cau.docx");
  const program = process.env.CCHC_TEST_SERVER ?? join(ROOT, "target/debug/cchc");
  execFileSync(program, ["bank", "write", table, "--to", "docx", "--out", file]);
  return file;
}

async function signIn(page, server) {
  await staffSignIn(page, server.username, server.password);
  if (await page.getByLabel("Mật khẩu mới", { exact: true }).isVisible()) return changePassword(page, server.password);
  return staffSignIn(page, server.username, PASSWORD);
}

/** A bank of this name, empty; the page shows it. */
async function makeBank(page, name, code) {
  await page.goto("/ban-to-chuc/ngan-hang");
  await page.getByLabel("Tên ngân hàng").fill(name);
  await page.getByLabel("Mã ngân hàng").fill(code);
  await page.getByRole("button", { name: /^Tạo ngân hàng/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

async function send(page, file) {
  await page.getByLabel("Tệp câu hỏi").setInputFiles(file);
  await page.getByRole("button", { name: "Đọc tệp này" }).click();
}

for (const scripted of [true, false]) {
  const how = scripted ? "with a script" : "without a script";
  const code = scripted ? "co-js" : "khong-js";

  test.describe(how, () => {
    test.use({ javaScriptEnabled: scripted, viewport: { width: 1440, height: 900 } });

    test(`300 questions of a Word document are looked at, taken in and asked in a round, ${how}`, async ({ page, device, server, watch }) => {
      test.setTimeout(120_000);
      watch.expect(status(422));
      if (!scripted) watch.expect(NO_SCRIPT);
      await signIn(page, server);
      const bank = `Ngân hàng ${code}`;
      await makeBank(page, bank, code);
      await send(page, document());
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rà soát tệp de-300-cau.docx");
      await expect(page.getByText("Chưa ghi gì vào ngân hàng câu hỏi.")).toBeVisible();
      await expect(page.getByText("Quyết định số 1001/QĐ-UBND giao bao nhiêu nhiệm vụ?")).toBeVisible();
      await page.getByRole("button", { name: `Nhập ${COUNT} câu` }).click();
      await expect(page.getByRole("status").filter({ hasText: `Đã nhập ${COUNT} câu` })).toBeVisible();

      // Nobody approves what they brought themselves.
      const oneTime = await makeWorker(page, bank, `tham-dinh-${code}`);
      const reviewer = await device();
      await firstSignIn(reviewer, `tham-dinh-${code}`, oneTime);
      await reviewer.getByRole("link", { name: "Xem câu hỏi" }).click();
      await reviewer.getByRole("link", { name: `Chờ duyệt: ${COUNT}` }).click();
      await withAllFound(reviewer, "Duyệt");
      await expect(reviewer.getByText(`Đã làm với ${COUNT} câu.`)).toBeVisible();

      await newRound(page, `Vòng ${code}`);
      for (const track of ["a", "b"]) await page.locator(`select#ngan-hang-${track}`).selectOption({ label: `${bank} (${COUNT} câu dùng được)` });
      await page.getByRole("button", { name: "Kiểm tra ma trận" }).click();
      await fillMatrix(page, "staff", 15);
      await fillMatrix(page, "citizens", 10);
      await saveRound(page);
      const round = page.url().match(/\/vong-thi\/(\d+)$/)[1];
      await openRound(page);

      const phone = await device();
      await enrol(phone);
      await phone.goto(`/thi/${round}`);
      await phone.getByRole("button", { name: "Bắt đầu làm bài" }).click();
      await expect(questions(phone)).toHaveCount(15);
      await expect(questions(phone).first()).toContainText("giao bao nhiêu nhiệm vụ?");
      await mark(phone, 1, 1);
      await predict(phone, "7", scripted);
      await submit(phone);

      await page.reload();
      await page.getByRole("button", { name: "Đóng vòng thi" }).click();
      await expect(page.getByText("Đã đóng vòng thi.")).toBeVisible();
    });

    test(`letters and columns that are not understood are asked about, ${how}`, async ({ page, server, watch }) => {
      watch.expect(status(422));
      if (!scripted) watch.expect(NO_SCRIPT);
      await signIn(page, server);
      await makeBank(page, `Tệp cũ ${code}`, `cu-${code}`);
      const bank = page.url();
      await send(page, { name: "de-2009.csv", mimeType: "text/csv", buffer: Buffer.from(OLD, "latin1") });
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đọc tệp de-2009.csv");
      await expect(page.getByText("Nghị quyết này có mấy nội dung?", { exact: false })).toBeVisible();
      await expect(page.getByLabel(/^TCVN3/)).toBeChecked();
      await page.getByRole("button", { name: "Đọc theo bảng mã này" }).click();
      await page.getByRole("button", { name: "Nhập 1 câu" }).click();
      await expect(page.getByRole("status").filter({ hasText: "Đã nhập 1 câu" })).toBeVisible();

      await page.goto(bank);
      const odd = "m1,m2,m3,m4\nCơ quan nào chủ trì việc rà soát thủ tục?,Văn phòng,Sở Nội vụ,A\n";
      await send(page, { name: "la.csv", mimeType: "text/csv", buffer: Buffer.from(odd) });
      await expect(page.getByText("Chưa tìm thấy hàng tên cột.", { exact: false })).toBeVisible();
      await page.getByLabel("Cột D").selectOption("");
      await page.getByRole("button", { name: "Đọc theo các cột này" }).click();
      await expect(page.getByRole("alert")).toContainText("“Đáp án đúng”");
      const fields = ["cau-hoi", "phuong-an-a", "phuong-an-b", "dap-an"];
      for (const [at, field] of fields.entries()) await page.getByLabel(`Cột ${"ABCD"[at]}`).selectOption(field);
      await page.getByLabel("Câu hỏi đầu tiên ở hàng").fill("2");
      await page.getByRole("button", { name: "Đọc theo các cột này" }).click();
      await expect(page.getByRole("button", { name: "Nhập 1 câu" })).toBeVisible();

      // The same file with another key: shown beside the bank's own, and kept unless somebody says otherwise.
      await page.getByRole("button", { name: "Nhập 1 câu" }).click();
      await page.goto(bank);
      const other = "Câu hỏi,A,B,Đáp án\nCơ quan nào chủ trì việc rà soát thủ tục?,Văn phòng,Sở Nội vụ,B\n";
      await send(page, { name: "la.csv", mimeType: "text/csv", buffer: Buffer.from(other) });
      const verdict = page.getByRole("article").filter({ hasText: "Đã có, khác đáp án" });
      await expect(verdict.getByLabel("Giữ câu đã có")).toBeChecked();
      await expect(page.getByText("Không có câu mới để nhập.")).toBeVisible();
      await verdict.getByLabel("Thay bằng câu trong tệp").check();
      await page.getByRole("button", { name: "Lưu lựa chọn" }).click();
      await page.getByRole("button", { name: "Thay 1 câu" }).click();
      await expect(page.getByRole("status").filter({ hasText: "1 câu đã có được thay." })).toBeVisible();
    });
  });
}
