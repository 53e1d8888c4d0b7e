// @ts-check
/** What a machine must have before anything else is tried: a Node new enough, and a free port. No package is needed here. */
import { createServer } from "node:net";

const NEEDED = [20, 20];

/** The law of package.json "engines", said in words a person can act on. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const enough = major > Number(NEEDED[0]) || (major === NEEDED[0] && minor >= Number(NEEDED[1]));
  if (enough) return;
  leave(
    `Vafa needs Node ${NEEDED.join(".")} or newer; this is ${process.versions.node}. Install it from https://nodejs.org`,
  );
}

/** The port from the environment, as a number. @returns {number} */
export function wantedPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    leave(`PORT is "${process.env.PORT}", which is not a port number.`);
  return port;
}

/**
 * Better to hear of a taken port now than after the install and the build.
 * @param {number} port
 * @returns {Promise<void>}
 */
export async function requireFreePort(port) {
  const problem = await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? "unknown"));
    probe.listen(port, () => probe.close(() => resolve(undefined)));
  });
  if (problem === undefined) return;
  if (problem === "EADDRINUSE")
    leave(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`);
  if (problem === "EACCES")
    leave(`Port ${port} may not be opened by this login. Choose one above 1023: PORT=3000 npm start`);
  leave(`Port ${port} cannot be opened (${problem}). Choose another: PORT=${port + 1} npm start`);
}

/**
 * Ends with a message and no stack: the person is to change something, not to read our code.
 * @param {string} message
 * @returns {never}
 */
export function leave(message) {
  process.stderr.write(`\n${message}\n\n`);
  process.exit(1);
}

/** Errors whose message tells a person what to do; of any other the stack is what helps. */
const SPEAKING = new Set(["EnvironmentError", "FolderHeldError", "MigrationError", "ForeignStateFile"]);

/**
 * @param {unknown} error
 * @returns {never}
 */
export function leaveFor(error) {
  if (!(error instanceof Error)) return leave(String(error));
  return leave(SPEAKING.has(error.name) ? error.message : String(error.stack));
}
