/** What the codes page is answered: done, perhaps with a list to save; or declined, perhaps for one field's sake. */
import type { CsvRows } from "../../components/csv-file";

export type CodesAnswer =
  | {
      readonly done: true;
      readonly message: string;
      readonly file?: { readonly name: string; readonly rows: CsvRows };
    }
  | { readonly done: false; readonly reason: string; readonly message: string; readonly field?: string };
