/** Keeps what is shown up to date: by the workspace's events, and by a slow look as a safety net. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { follow, type ServerEvent } from "@/api/event-stream";

const EVENTS = "/api/v1/events";
/** Without events somebody waits for the look; with them it only catches what got lost. */
const WITHOUT_EVENTS_MS = 3_000;
const WITH_EVENTS_MS = 30_000;

/** The stream has just begun, or events were missed for good: all that is shown may be old. */
const ANEW = new Set(["ready", "reset"]);

/** Which queries an event of that kind makes old. */
const AFFECTED: Record<string, string[]> = {
  approval: ["approvals", "publications"],
  publication: ["publications", "approvals", "metrics"],
  connection: ["connections"],
  import: ["posts", "esg"],
  run: ["runs", "threads", "campaigns", "approvals"],
};

const Poll = createContext(WITHOUT_EVENTS_MS);

/** How often to look again, in milliseconds. */
export const usePoll = () => useContext(Poll);

export function Live({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [poll, setPoll] = useState(WITHOUT_EVENTS_MS);
  useEffect(() => {
    let stopped = new AbortController();
    const start = () => {
      stopped = new AbortController();
      void follow(EVENTS, {
        signal: stopped.signal,
        onOpen: () => setPoll(WITH_EVENTS_MS),
        onLost: () => setPoll(WITHOUT_EVENTS_MS),
        onEvent: (event) => renew(queries, event),
      });
    };
    // a browser keeps few connections to one server: pages that nobody sees give theirs back
    const turn = () => (document.hidden ? stopped.abort() : start());
    if (!document.hidden) start();
    document.addEventListener("visibilitychange", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      stopped.abort();
    };
  }, [queries]);
  return <Poll value={poll}>{children}</Poll>;
}

function renew(queries: QueryClient, event: ServerEvent): void {
  if (ANEW.has(event.event)) void queries.invalidateQueries();
  const kind = event.event.split(".")[0] ?? "";
  for (const key of AFFECTED[kind] ?? []) void queries.invalidateQueries({ queryKey: [key] });
}
