/**
 * One operation of Shopify's Admin API: the document we send and the parser of its answer. There is no generated code
 * (docs/decisions/0005): a test holds every document against the official schema, and the parser holds every answer.
 */
import type * as z from "zod";

export interface Operation<Variables, Answer> {
  /** The name in the document, for the log and for remembering what it costs. */
  readonly name: string;
  readonly document: string;
  readonly answer: z.ZodType<Answer>;
  /** Only a type: what has to be sent along. */
  readonly variables?: Variables;
}

interface Definition<Answer> {
  readonly document: string;
  readonly answer: z.ZodType<Answer>;
}

/** `operation<Variables>()({ document, answer })`: the answer's type comes from its parser. */
export function operation<Variables>() {
  return <Answer>({ document, answer }: Definition<Answer>): Operation<Variables, Answer> => {
    const name = /\b(?:query|mutation)\s+(\w+)/.exec(document)?.[1];
    if (name === undefined) throw new Error("an operation needs a name, so that the log can tell of it");
    return { name, document, answer };
  };
}
