// @ts-check
/** After `npm install`: the database client, so that an editor knows every type. */
import { ensureGenerated } from "./install.mjs";

await ensureGenerated();
