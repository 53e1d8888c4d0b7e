/**
 * The whole ledger against a model of it that shares no code with it (app/testing/model): random programs of 1,000 steps on a real PostgreSQL, processes that are killed,
 * broken connections, a clock that jumps, messages that come late, twice and in any order. `npm run soak -- model` goes on for as long as one likes.
 */
import { proveAgainstModel } from "../testing/model/proof";

proveAgainstModel({ seed: 1, steps: 50_000 });
