/** Segments as fields hold them: each test is a line "what – compared how – with what". */
import type { Unit } from "../../components/terms-form/problems";
import { type FieldReader, nameFrom } from "../../components/terms-form/reader";
import {
  blankName,
  type FieldWriter,
  freshHandle,
  type NameDraft,
  nameOf,
} from "../../components/terms-form/writer";
import { type Segment, segmentFields } from "../../loyalty/segments";

type Test = Segment["tests"][number];
export const numberComparisons = ["at-least", "at-most"] as const;
export const wordComparisons = ["one-of", "none-of"] as const;
export const wordFields = ["tier", "tag", "locale"] as const;
export const testFields = [...segmentFields, ...wordFields] as const;
export type TestField = (typeof testFields)[number];

export interface TestDraft {
  readonly field: TestField;
  readonly is: Test["is"];
  /** Of a test by number. */
  readonly value: string;
  /** Of a test by word. */
  readonly values: readonly string[];
}

export interface SegmentDraft {
  readonly id: string;
  readonly name: NameDraft;
  readonly tests: readonly TestDraft[];
}

export const isByWord = (field: TestField): field is (typeof wordFields)[number] =>
  wordFields.some((one) => one === field);

function testDraft(test: Test, write: FieldWriter): TestDraft {
  if ("values" in test) return { field: test.field, is: test.is, value: "", values: test.values };
  const value = test.field === "spend" ? write.money(test.value) : write.whole(test.value);
  return { field: test.field, is: test.is, value, values: [] };
}

function testFrom({ field, is, value, values }: TestDraft, read: FieldReader): unknown {
  if (isByWord(field)) return { field, is, values };
  return { field, is, value: field === "spend" ? read.money(value) : read.whole(value) };
}

/** The same comparison where there is one, and nothing to compare with yet. */
export function otherField(test: TestDraft, field: TestField): TestDraft {
  if (isByWord(field) === isByWord(test.field)) return { ...test, field, value: "", values: [] };
  return { field, is: isByWord(field) ? "one-of" : "at-least", value: "", values: [] };
}

export const newTest: TestDraft = { field: "orders", is: "at-least", value: "", values: [] };

export const segmentDraft = (segment: Segment, write: FieldWriter): SegmentDraft => ({
  id: segment.id,
  name: nameOf(segment.name),
  tests: segment.tests.map((test) => testDraft(test, write)),
});

export const segmentFrom = ({ id, name, tests }: SegmentDraft, read: FieldReader): unknown => ({
  id,
  name: nameFrom(name),
  tests: tests.map((test) => testFrom(test, read)),
});

export const newSegment = (segments: readonly SegmentDraft[]): SegmentDraft => ({
  id: freshHandle("segment", segments),
  name: blankName,
  tests: [newTest],
});

/** What a test asks is money where it asks for what was spent. */
export function unitOfTest(path: string, segments: readonly SegmentDraft[]): Unit | undefined {
  const match = /^segments\.(\d+)\.tests\.(\d+)\.value$/.exec(path);
  if (!match) return undefined;
  return segments[Number(match[1])]?.tests[Number(match[2])]?.field === "spend" ? "money" : "whole";
}
