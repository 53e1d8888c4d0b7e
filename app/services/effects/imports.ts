/** The effect that takes a file of members: see services/import-members.ts. */
import { runMemberImport } from "../import-members";
import type { Handlers } from "./handler";

export const importEffects: Handlers<"import-members"> = { "import-members": runMemberImport };
