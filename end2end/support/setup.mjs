// The server of all tests that leave it as they found it.
import { startServer } from "./server.mjs";

export default async function setup() {
  const { stop, ...server } = await startServer("server");
  process.env.CCHC_E2E_SERVER = JSON.stringify(server);
  return stop;
}
