/** The part of autocannon that the measurements use; the package has no types of its own. */
declare module "autocannon" {
  export interface LoadRequest {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: string;
  }
  export interface LoadOptions {
    url: string;
    connections: number;
    duration: number;
    /** Seconds until an answer is given up. */
    timeout?: number;
    requests: readonly { setupRequest: (request: LoadRequest) => LoadRequest }[];
  }
  export interface LoadResult {
    readonly requests: { readonly average: number; readonly total: number };
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly errors: number;
    readonly timeouts: number;
    readonly non2xx: number;
    readonly "2xx": number;
  }
  export default function autocannon(options: LoadOptions): Promise<LoadResult>;
}
