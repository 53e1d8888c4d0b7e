/** The bad connections a visitor can try: answers that are lost, requests that never leave. */
import { expect, it, vi } from "vitest";
import { type Network, unreliableFetch } from "./network";

it("lets a request arrive although its answer is lost", async () => {
  const network: Network = { mode: "late" };
  const arrived = vi.fn(async () => new Response("done"));
  const patience = new AbortController();
  const answer = unreliableFetch(network, arrived)("https://vafa.example", {
    method: "POST",
    signal: patience.signal,
  });
  patience.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  expect(arrived).toHaveBeenCalledExactlyOnceWith("https://vafa.example", { method: "POST" });
});

it("lets nothing out when there is no connection, and everything when it is fine", async () => {
  const arrived = vi.fn(async () => new Response("done"));
  const network: Network = { mode: "down" };
  const unreliable = unreliableFetch(network, arrived);
  await expect(unreliable("https://vafa.example")).rejects.toThrow("Failed to fetch");
  expect(arrived).not.toHaveBeenCalled();
  network.mode = "fine";
  expect(await (await unreliable("https://vafa.example")).text()).toBe("done");
});
