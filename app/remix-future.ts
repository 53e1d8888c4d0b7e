/** Which of Remix's coming ways of working are on: for the build (vite.config.ts), and for tests that put a bundle together themselves. */
export const remixFuture = {
  v3_fetcherPersist: true,
  v3_relativeSplatPath: true,
  v3_throwAbortReason: true,
  // All routes are known at once: a picker's question that was overtaken while its route was still being looked up ended as "not found".
  v3_lazyRouteDiscovery: false,
  // Single fetch stays off: shopify-app-remix 4 throws its redirects and header changes as plain Responses.
  v3_singleFetch: false,
} as const;
