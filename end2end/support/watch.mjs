// What a browser complains of: errors in the console (a violated Content-Security-Policy is one),
// exceptions, requests that fail.

/** Collects the complaints of contexts; a test says beforehand which ones it causes on purpose. */
export class Watch {
  #complaints = [];
  #expected = [];

  expect(...patterns) {
    this.#expected.push(...patterns);
  }

  follow(context) {
    context.on("console", (message) => {
      if (message.type() === "error") this.#note(`console: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.#note(`exception: ${error.error().stack}`));
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText;
      // Whoever leaves a page breaks off what it was loading, and a download is no page.
      if (why !== "net::ERR_ABORTED") this.#note(`request: ${request.method()} ${request.url()}: ${why}`);
    });
    context.on("response", (response) => {
      if (response.status() >= 400) this.#note(`status ${response.status()}: ${response.request().method()} ${response.url()}`);
    });
  }

  get complaints() {
    return this.#complaints.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }

  #note(text) {
    this.#complaints.push(text);
  }
}

/** A page that answers with this status on purpose, as the console and the network tell it. */
export const status = (code) => new RegExp(`^status ${code}:|status of ${code}\\b`);
/** A browser without JavaScript refuses the script that the page names; nothing comes over the wire. */
export const NO_SCRIPT = /\/pkg\/cchc\.js.*: csp$/;
export const OFFLINE = /ERR_INTERNET_DISCONNECTED/;
