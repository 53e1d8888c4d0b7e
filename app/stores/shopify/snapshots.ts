/** What theme blocks print, pushed: members' snapshots on their customers, the program on our installation. */
import { METAFIELDS, type MemberSnapshot, PROGRAM_METAFIELD } from "../../contract/member-snapshot";
import type { ProgramSummary } from "../../contract/program-summary";
import type { CustomerId } from "../../loyalty/brand";
import { customerIdOf, gid } from "./gid";
import { ask, type Line } from "./graphql-client";
import {
  findCustomers,
  findInstallation,
  METAFIELDS_PER_CALL,
  type MetafieldInput,
  setMetafields,
} from "./operations/metafields";
import { describeErrors, type UserError } from "./operations/parts";

interface Pushed {
  readonly customerId: CustomerId;
  readonly snapshot: MemberSnapshot;
}

const FIELDS_PER_MEMBER = 3;
const MEMBERS_PER_CALL = Math.floor(METAFIELDS_PER_CALL / FIELDS_PER_MEMBER);

function metafieldsOf({ customerId, snapshot }: Pushed): MetafieldInput[] {
  const { namespace, balance, pending, standing } = METAFIELDS;
  const owner = { ownerId: gid("Customer", customerId), namespace };
  return [
    { ...owner, ...balance, value: String(snapshot.balance) },
    { ...owner, ...pending, value: String(snapshot.pending) },
    { ...owner, ...standing, value: JSON.stringify(snapshot.standing) },
  ];
}

/** @throws Error, when all others are pushed, for members whose snapshot Shopify does not take. */
export async function pushAll(line: Line, snapshots: readonly Pushed[]): Promise<{ gone: CustomerId[] }> {
  const gone: CustomerId[] = [];
  const refused: string[] = [];
  for (let from = 0; from < snapshots.length; from += MEMBERS_PER_CALL) {
    const batch = snapshots.slice(from, from + MEMBERS_PER_CALL);
    const answer = await pushBatch(line, batch);
    gone.push(...answer.gone);
    refused.push(...answer.refused);
  }
  if (refused.length > 0) throw new Error(`Shopify does not take these snapshots: ${refused.join("; ")}`);
  return { gone };
}

interface BatchAnswer {
  readonly gone: readonly CustomerId[];
  readonly refused: readonly string[];
}

/** Shopify takes all of a call or nothing, so who is gone or refused is left out and the others are sent again. */
async function pushBatch(line: Line, batch: readonly Pushed[]): Promise<BatchAnswer> {
  const gone: CustomerId[] = [];
  const refused: string[] = [];
  let left = batch;
  while (left.length > 0) {
    const { metafieldsSet } = await ask(line, setMetafields, { metafields: left.flatMap(metafieldsOf) });
    const errors = metafieldsSet.userErrors;
    if (errors.length === 0) break;
    const there = await customersThere(line, left);
    const away = left.filter(({ customerId }) => !there.has(customerId));
    gone.push(...away.map(({ customerId }) => customerId));
    const bad = away.length > 0 ? [] : namedBy(errors, left);
    refused.push(...bad.map(({ customerId }) => `${customerId} (${describeErrors(errors)})`));
    left = left.filter((one) => !away.includes(one) && !bad.includes(one));
  }
  return { gone, refused };
}

/** The members that the errors are about; all of them when Shopify does not say. */
function namedBy(
  errors: readonly (UserError & { readonly elementIndex?: number | null | undefined })[],
  batch: readonly Pushed[],
): readonly Pushed[] {
  const places = errors.map(({ elementIndex, field }) => elementIndex ?? Number(field?.[1] ?? Number.NaN));
  const named = batch.filter((_, index) =>
    places.some((place) => Math.floor(place / FIELDS_PER_MEMBER) === index),
  );
  return named.length > 0 ? named : batch;
}

async function customersThere(line: Line, batch: readonly Pushed[]): Promise<Set<CustomerId>> {
  const ids = batch.map(({ customerId }) => gid("Customer", customerId));
  const { nodes } = await ask(line, findCustomers, { ids });
  return new Set(nodes.flatMap((node) => (node?.id === undefined ? [] : [customerIdOf(node.id)])));
}

export async function pushProgramSummary(line: Line, summary: ProgramSummary): Promise<void> {
  const { currentAppInstallation } = await ask(line, findInstallation, {});
  const field = { ownerId: currentAppInstallation.id, ...PROGRAM_METAFIELD, value: JSON.stringify(summary) };
  const { metafieldsSet } = await ask(line, setMetafields, { metafields: [field] });
  if (metafieldsSet.userErrors.length > 0)
    throw new Error(`Shopify does not take the program: ${describeErrors(metafieldsSet.userErrors)}`);
}
