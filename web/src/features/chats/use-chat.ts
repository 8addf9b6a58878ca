/** One conversation: its stream, and the runs that somebody else began in it. */
import { useStream } from "@langchain/langgraph-sdk/react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Activity, ThreadState } from "@/api/thread-state";
import { useNewestRun } from "@/api/threads";
import { chatClient } from "@/features/chats/chat-client";
import { titled } from "@/features/chats/titled";

const ASSISTANT = "insta-media";
const BUSY = new Set(["pending", "running"]);
const MODES: ("values" | "messages-tuple" | "custom")[] = ["values", "messages-tuple", "custom"];
const AFFECTED = ["runs", "threads", "approvals", "campaigns", "publications"];

export function useChat(threadId: string | null, onThread: (id: string) => void) {
  const queries = useQueryClient();
  const known = useRef<string | null>(null);
  const [runId, setRunId] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);
  const renew = () => {
    for (const key of AFFECTED) void queries.invalidateQueries({ queryKey: [key] });
  };
  const begun = (id: string) => {
    known.current = id;
    setRunId(id);
    setStopped(false);
  };
  const stream = useStream<ThreadState>({
    client: chatClient,
    assistantId: ASSISTANT,
    threadId,
    onThreadId: onThread,
    onCreated: ({ run_id }) => {
      begun(run_id);
      void queries.invalidateQueries({ queryKey: ["threads"] });
    },
    onCustomEvent: (event, { mutate }) => mutate((before) => withStep(before, event)),
    onFinish: renew,
    onError: renew,
  });
  const newest = useNewestRun(threadId).data;
  useEffect(() => {
    if (!newest || stream.isLoading || newest.run_id === known.current) return;
    const first = known.current === null;
    known.current = newest.run_id;
    // what was over before we looked is in the thread's state already
    if (first && !BUSY.has(newest.status)) return;
    setRunId(newest.run_id);
    setStopped(false);
    void stream.joinStream(newest.run_id, undefined, { streamMode: MODES });
  }, [newest, stream]);
  const say = (text: string) =>
    stream.submit(
      { messages: [{ type: "human", content: text }] },
      {
        streamMode: MODES,
        streamResumable: true,
        onDisconnect: "continue",
        optimisticValues: (before) => withMessage(before, text),
        ...(threadId === null ? { metadata: { title: titled(text) } } : {}),
      },
    );
  const stop = async () => {
    if (!threadId || !runId) return;
    await chatClient.runs.cancel(threadId, runId);
    setStopped(true);
  };
  return { stream, say, stop, stopped };
}

/** The steps as they are told, until the next state has them too. */
function withStep(before: ThreadState, event: unknown): Partial<ThreadState> {
  const step = event as Activity & { type?: string };
  if (step.type !== "activity") return {};
  const own = (before.activity ?? []).filter(({ run_id }) => run_id === step.run_id);
  return { activity: [...own, step] };
}

function withMessage(before: ThreadState, text: string): Partial<ThreadState> {
  const message = { type: "human" as const, content: text, id: crypto.randomUUID() };
  return { messages: [...(before.messages ?? []), message], activity: [] };
}
