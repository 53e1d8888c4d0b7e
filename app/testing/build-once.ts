/** Before the first e2e test: the app and its sandbox are built, unless they already are for these sources. */
export { ensureBuilt as setup } from "../cli/build.mjs";
