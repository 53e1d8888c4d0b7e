/** The app that all e2e tests of this run share (app-desk.ts): where it answers, where its data is, and what it has complained of. */
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { inject } from "vitest";
import { z } from "zod";

declare module "vitest" {
  export interface ProvidedContext {
    appDesk: string;
  }
}

const told = z.object({
  url: z.string(),
  port: z.number(),
  dataDir: z.string(),
  databaseUrl: z.string(),
  errors: z.array(z.string()),
});

export interface SharedApp extends Omit<z.infer<typeof told>, "errors"> {
  /** Log lines of level error and fatal so far, of all tests of the run. */
  errors(): Promise<readonly string[]>;
}

export async function sharedApp(): Promise<SharedApp> {
  const { errors: _errors, ...app } = await ask();
  return { ...app, errors: async () => (await ask()).errors };
}

async function ask(): Promise<z.infer<typeof told>> {
  const answer: unknown = JSON.parse(await text(connect(inject("appDesk"))));
  const parsed = told.safeParse(answer);
  if (!parsed.success) throw new Error(`The shared app is not there: ${JSON.stringify(answer)}`);
  return parsed.data;
}
