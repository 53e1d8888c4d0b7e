/** CSV files that the browser makes of what it has. The mark at the beginning tells spreadsheets that it is UTF-8. */
const quoted = (cell: string | number): string => `"${String(cell).replaceAll('"', '""')}"`;

export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
