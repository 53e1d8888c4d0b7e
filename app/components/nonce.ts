/** The mark of the scripts that stand in a document (app/document-policy.server.ts). Only the server knows it: browsers hide it, and nothing is marked there. */
import { createContext, useContext } from "react";

export const NonceContext = createContext<string | undefined>(undefined);

export const useNonce = (): string | undefined => useContext(NonceContext);
