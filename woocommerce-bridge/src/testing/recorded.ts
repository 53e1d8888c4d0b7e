/** What a running store sent and answered, as it was recorded (recorded/SOURCE.md). For tests. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const FOLDER = fileURLToPath(new URL("../../recorded/", import.meta.url));

const delivery = z.object({ headers: z.record(z.string(), z.string()), rawBody: z.string() });

export const readRecorded = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}${file}`, "utf8"));

export interface RecordedDelivery extends z.infer<typeof delivery> {
  readonly file: string;
}

export const recordedDelivery = (file: string): RecordedDelivery => ({
  file,
  ...delivery.parse(readRecorded(file)),
});

export const recordedDeliveries = (): RecordedDelivery[] =>
  readdirSync(FOLDER)
    .filter((file) => /^(order|customer)\..*\.json$/.test(file))
    .sort()
    .map(recordedDelivery);
