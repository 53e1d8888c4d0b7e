// @ts-check
/** After `npm install`: the database client, so that an editor knows every type. Does nothing when nothing was installed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureGenerated } from "./install.mjs";
import { ROOT } from "./run.mjs";

if (existsSync(join(ROOT, "node_modules/prisma/package.json"))) await ensureGenerated();
