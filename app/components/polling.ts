/** Asks again while something is under way, and only while the page is looked at. */
import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const everyMs = 2_000;

export function usePolling(active: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [active, revalidate]);
}
