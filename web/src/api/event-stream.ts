/** Server-sent events over `fetch`, which unlike EventSource can carry the bearer. */
import { authorisedFetch } from "@/api/authorised-fetch";
import { problemOf } from "@/api/problem";
import { readSession } from "@/api/session";

export type ServerEvent = { id: string; event: string; data: string };

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

type Follower = {
  onEvent: (event: ServerEvent) => void;
  onOpen: () => void;
  onLost: () => void;
  signal: AbortSignal;
};

/** Follow an address for ever, going on after the last event seen; ends when it is not offered. */
export async function follow(path: string, follower: Follower): Promise<void> {
  let last = "";
  let wait = FIRST_WAIT_MS;
  while (!follower.signal.aborted) {
    try {
      const body = await opened(path, last, follower.signal);
      follower.onOpen();
      wait = FIRST_WAIT_MS;
      for await (const event of eventsOf(body)) {
        if (event.id) last = event.id;
        follower.onEvent(event);
      }
    } catch (error) {
      if (isFinal(error)) return follower.onLost();
    }
    follower.onLost();
    await slept(wait, follower.signal);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

async function opened(path: string, last: string, signal: AbortSignal) {
  const headers: Record<string, string> = { Accept: "text/event-stream" };
  if (last) headers["Last-Event-ID"] = last;
  const answer = await authorisedFetch(path, { headers, signal });
  if (!answer.ok || !answer.body) throw problemOf(answer.status, null);
  return answer.body;
}

function isFinal(error: unknown): boolean {
  const status = (error as { status?: number }).status ?? 0;
  // a token refused while somebody is signed in may yet be renewed
  if (status === 401) return !readSession();
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = parsedEvent(block);
      if (event) yield event;
    }
  }
}

export function parsedEvent(block: string): ServerEvent | null {
  const made: ServerEvent = { id: "", event: "message", data: "" };
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === "data") data.push(value ?? "");
    else if (field === "id" || field === "event") made[field] = value ?? "";
  }
  return data.length ? { ...made, data: data.join("\n") } : null;
}

function slept(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const onAbort = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
