/** The field lessons are acceptance cases: what users of other loyalty software complain about, each with a test named after it. */
import { filesOf, type Rule } from "./house";

/** As many as the issue names: 1 to 25 of ../shared/field-lessons.md. */
const LESSONS = 25;
const TITLE = /field lesson (\d+): \S/g;

export const lessonsHaveTests: Rule = {
  rule: `each field lesson from 1 to ${LESSONS} has a test whose title begins with "field lesson N: "`,
  why: "a complaint that has no test comes back, and nobody can find where it was answered",
  mend: "name the test, or the describe around it, after the lesson it answers",
  look(house) {
    const found = new Set<number>();
    for (const [path, text] of filesOf(house, /\.test\.tsx?$/)) {
      if (path.startsWith("app/testing/tidy/")) continue;
      for (const match of text.matchAll(TITLE)) found.add(Number(match[1]));
    }
    const missing = Array.from({ length: LESSONS }, (_, index) => index + 1).filter((n) => !found.has(n));
    return { seen: found.size, findings: missing.map((n) => `no test is named after field lesson ${n}`) };
  },
};
