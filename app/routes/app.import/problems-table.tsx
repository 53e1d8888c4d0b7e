/** The rows of a file that cannot be taken, each with its number and why; the first of them, and as a file for whoever mends them. */
import { BlockStack, Button, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { saveCsv } from "../../components/csv-file";
import { FactTable } from "../../components/fact-table";
import type { MemberImportView, ProblemView } from "./members.server";

const shown = 20;

export function ProblemsTable({ latest }: { latest: MemberImportView }) {
  const { t, number } = useTranslator();
  const columns = [
    { title: t("member-import.problems.row") },
    { title: t("member-import.columns.name") },
    { title: t("member-import.problems.reason"), wide: true },
  ];
  const save = () =>
    saveCsv("problems.csv", [
      columns.map((column) => column.title),
      ...latest.problems.map(({ row, column, text }) => [row, column ?? "", text]),
    ]);
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t("member-import.problems.title")}
      </Text>
      <Text as="p">{t("member-import.problems.text", { count: latest.problemCount })}</Text>
      <FactTable
        caption={t("member-import.problems.title")}
        columns={columns}
        rows={latest.problems.slice(0, shown).map((problem) => ({
          key: keyOf(problem),
          cells: [
            number(problem.row),
            problem.column ? (
              <code key="column" dir="ltr">
                {problem.column}
              </code>
            ) : (
              ""
            ),
            problem.text,
          ],
        }))}
      />
      <div>
        <Button onClick={save}>{t("member-import.problems.download")}</Button>
      </div>
    </BlockStack>
  );
}

const keyOf = ({ row, column, text }: ProblemView) => `${row}:${column ?? ""}:${text}`;
