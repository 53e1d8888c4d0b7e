/** Effects of what members do: joining earns. */
import { welcomeMembers } from "../welcome-members";
import type { Handlers } from "./handler";

export const actionEffects: Handlers<"welcome-members"> = { "welcome-members": welcomeMembers };
