/**
 * The PostgreSQL server of this test run: the one that `postgres-desk.ts` keeps for all test processes, or, where vitest was not
 * given that as a global set-up, one of this process's own.
 */
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { inject } from "vitest";
import { type PostgresServer, postgresAt, startPostgres } from "./postgres";

declare module "vitest" {
  export interface ProvidedContext {
    postgresDesk?: string;
  }
}

let shared: Promise<PostgresServer> | undefined;

export function sharedPostgres(): Promise<PostgresServer> {
  shared ??= find();
  return shared;
}

async function find(): Promise<PostgresServer> {
  const desk = inject("postgresDesk");
  if (desk === undefined) return startPostgres();
  const answer = await text(connect(desk));
  if (!answer.startsWith("postgresql://")) throw new Error(`PostgreSQL did not start: ${answer}`);
  return postgresAt(answer);
}
