/** A table of facts: a real table with caption and header cells for everyone, and on a phone one card per row, each fact with its label. */
import type { ReactNode } from "react";

export interface Column {
  readonly title: string;
  /** Numbers stand at the end of their cell, below each other. */
  readonly numeric?: boolean;
  /** Takes a line of its own on a phone. */
  readonly wide?: boolean;
}

export interface FactRow {
  readonly key: string | number;
  /** One for each column; the first names the row. */
  readonly cells: readonly ReactNode[];
}

interface Props {
  readonly caption: string;
  /** Said to screen readers only, where a heading above says it already. */
  readonly captionHidden?: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly FactRow[];
  /** A last row that sums up. */
  readonly foot?: readonly ReactNode[];
  /** Stays a table on a phone: for two or three short columns. */
  readonly narrow?: boolean;
}

const cellClass = (column: Column | undefined) => (column?.numeric ? "vafa-number" : undefined);

export function FactTable({ caption, captionHidden = true, columns, rows, foot, narrow = false }: Props) {
  return (
    <table className={narrow ? "vafa-table" : "vafa-table vafa-table-stacks"}>
      <caption className={captionHidden ? "vafa-hidden" : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col" className={cellClass(column)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} columns={columns} cells={row.cells} />
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <Row columns={columns} cells={foot} />
        </tfoot>
      )}
    </table>
  );
}

function Row({ columns, cells }: { columns: readonly Column[]; cells: readonly ReactNode[] }) {
  const [name, ...facts] = cells;
  return (
    <tr>
      <th scope="row" className={cellClass(columns[0])}>
        {name}
      </th>
      {facts.map((fact, index) => {
        const column = columns[index + 1];
        return (
          <td
            key={column?.title ?? index}
            data-label={column?.wide ? undefined : column?.title}
            className={cellClass(column)}
          >
            {fact}
          </td>
        );
      })}
    </tr>
  );
}
