/** Run by `database.test.ts` as a process of its own: writes 1, 2, 3 … into a PGlite folder and says each when it is committed. */
import { openDatabase } from "../db/database";
import { inTransaction, sqlOf } from "../db/transaction";

const db = await openDatabase({ dataDir: process.argv[2] ?? "" });
await sqlOf(db).query("CREATE TABLE written (number int PRIMARY KEY)");
for (let number = 1; ; number += 1) {
  await inTransaction(db, (sql) => sql.query("INSERT INTO written VALUES ($1)", [number]));
  console.log(number);
}
