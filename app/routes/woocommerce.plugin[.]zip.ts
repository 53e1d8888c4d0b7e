/** The companion plugin as WordPress installs it. `npm run build` has packed it; there is nothing secret in it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export async function loader(): Promise<Response> {
  const zip = await readFile(join(process.cwd(), "build", "vafa-loyalty.zip")).catch(() => null);
  if (!zip) return new Response("The plugin has not been packed: npm run plugin", { status: 404 });
  return new Response(new Uint8Array(zip), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": 'attachment; filename="vafa-loyalty.zip"',
      "Cache-Control": "public, max-age=300",
    },
  });
}
