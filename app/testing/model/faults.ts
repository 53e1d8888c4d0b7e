/** What breaks while a program is played. */
import type { Database } from "../../db/database";
import { sqlOf } from "../../db/transaction";
import { insist } from "./insist";
import type { Step } from "./program";

export type Fault = Extract<Step, { do: "cut" | "kill" | "stop" }>;

export const isFault = (step: Step): step is Fault =>
  step.do === "cut" || step.do === "kill" || step.do === "stop";

export function wordsOfFault(fault: Fault): string {
  switch (fault.do) {
    case "cut":
      return "connections to the database are cut";
    case "kill":
      return `process ${fault.process} is killed at its statement ${fault.statement} (${fault.moment})`;
    case "stop": {
      const fate = fault.wakes ? "and goes on when others have done its work" : "and dies there";
      return `whoever next carries out "${fault.effect}" in shop ${fault.shop} stands still before its transaction ${fault.before}, ${fate}`;
    }
  }
}

/** Somebody pulls the plug of whoever is talking to the database. @returns how many there were: one or none. */
export async function cutSomebody(db: Database): Promise<number> {
  const cut = await insist(() =>
    sqlOf(db).query(
      `SELECT pg_terminate_backend("pid") FROM pg_stat_activity WHERE "datname" = current_database() AND "pid" <> pg_backend_pid()
         AND "state" <> 'idle' LIMIT 1`,
    ),
  );
  return cut.length;
}
