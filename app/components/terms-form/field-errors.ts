/** How a field finds its own complaint by its path in the terms, whatever form it stands in. */
import { createContext } from "react";

export const FieldErrors = createContext<(path: string, text: string) => string | undefined>(() => undefined);
