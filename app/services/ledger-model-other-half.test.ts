/** The other half of the 100,000 steps (ledger-model.test.ts), so that two cores share them. */
import { proveAgainstModel } from "../testing/model/proof";

proveAgainstModel({ seed: 1_001, steps: 50_000 });
