/** Keeps what is shown up to date: by the workspace's events, and by a slow look as a safety net. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { follow, type ServerEvent } from "@/api/event-stream";

const EVENTS = "/api/v1/events";
/** A plan allows 100 requests a minute: looks are rare, with events they only catch what got lost. */
const WITHOUT_EVENTS_MS = 10_000;
const WITH_EVENTS_MS = 60_000;
/** What happens in a burst is looked at once. */
const GATHER_MS = 400;

/** The stream has just begun, or events were missed for good: all that is shown may be old. */
const ANEW = new Set(["ready", "reset"]);

/** Which queries an event of that kind makes old. */
const AFFECTED: Record<string, string[]> = {
  approval: ["approvals", "publications", "campaigns"],
  publication: ["publications", "campaigns"],
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
    const onEvent = gatherer(queries);
    const start = () => {
      stopped = new AbortController();
      void follow(EVENTS, {
        signal: stopped.signal,
        onOpen: () => setPoll(WITH_EVENTS_MS),
        onLost: () => setPoll(WITHOUT_EVENTS_MS),
        onEvent,
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

/** Makes queries old, together with what else happens within a moment. */
function gatherer(queries: QueryClient): (event: ServerEvent) => void {
  const old = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    for (const key of old) void queries.invalidateQueries({ queryKey: [key] });
    old.clear();
  };
  return ({ event }) => {
    if (ANEW.has(event)) void queries.invalidateQueries();
    for (const key of AFFECTED[event.split(".")[0] ?? ""] ?? []) old.add(key);
    if (old.size && timer === undefined) timer = setTimeout(flush, GATHER_MS);
  };
}
