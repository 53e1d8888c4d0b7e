/** What the codes page is answered: done, perhaps with a file; or declined, perhaps for one field's sake. */
export type CodesAnswer =
  | {
      readonly done: true;
      readonly message: string;
      readonly file?: { readonly name: string; readonly text: string };
    }
  | { readonly done: false; readonly reason: string; readonly message: string; readonly field?: string };
