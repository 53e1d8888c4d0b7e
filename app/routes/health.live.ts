/** Whether this process answers at all. */
import { json } from "./shared/door-response.server";

export const loader = () => json({ alive: true });
