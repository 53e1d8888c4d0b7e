/** Run by `postgres.test.ts` as a process of its own, to be killed: holds a server and says where it is. */
import { startPostgres } from "./postgres";

const server = await startPostgres();
const { pool } = await server.freshDatabase();
const { rows } = await pool.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
console.log(new URL(server.url).port, rows[0]?.folder);
setInterval(() => {}, 60_000);
