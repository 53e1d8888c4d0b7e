// @ts-check
/** How a store stands, in words for a terminal. */

/** @typedef {{ shopId: number, name: string, store: string, state: string, problem: string | null, signing: string, webhooks: number, plugin: string | null,
 *   orders: { state: string, imported: number, expected: number | null } | null, sweptUntil: string | null, auditedAt: string | null, lastError: string | null,
 *   waiting: number, parked: number, unsent: number }} Standing */

/** @param {Standing["orders"]} orders */
function ordersText(orders) {
  if (!orders) return "not begun";
  const of = orders.expected === null ? "" : ` of ${Math.max(orders.expected, orders.imported)}`;
  if (orders.state === "done") return `${orders.imported} are here`;
  return `${orders.imported}${of}${orders.state === "failed" ? ", broken off" : ""}`;
}

/** @param {Standing} standing @returns {string} */
export function standingLines(standing) {
  const { state, problem, waiting, parked, unsent } = standing;
  return [
    `${standing.store}  (shop ${standing.shopId}, ${standing.name})`,
    `  state         ${state}${problem ? ` (${problem})` : ""}`,
    `  signing       ${standing.signing}`,
    `  webhooks      ${standing.webhooks}`,
    `  plugin        ${standing.plugin ?? "not installed"}`,
    `  past orders   ${ordersText(standing.orders)}`,
    `  swept until   ${standing.sweptUntil ?? "not yet"}`,
    `  audited       ${standing.auditedAt ?? "not yet"}`,
    `  waiting       ${waiting} events, ${unsent} effects not sent, ${parked} parked`,
    ...(standing.lastError ? [`  last error    ${standing.lastError}`] : []),
  ].join("\n");
}

/** @param {Standing} standing @returns {{ text: string, done: boolean, failed?: string }} */
export function progressOf(standing) {
  const { state, webhooks, plugin, orders, problem } = standing;
  const text = `webhooks: ${webhooks} · plugin: ${plugin ?? "not installed"} · past orders: ${ordersText(orders)}`;
  if (state !== "connected")
    return {
      text,
      done: false,
      failed: `The store does not let the app go on: ${state}${problem ? ` (${problem})` : ""}.`,
    };
  if (orders?.state === "failed")
    return { text, done: false, failed: "The import of past orders broke off." };
  return { text, done: webhooks > 0 && orders?.state !== "running" };
}
