/** One conversation: its stream, and the runs that somebody else began in it. */
import type { Run } from "@langchain/langgraph-sdk";
import { useStream } from "@langchain/langgraph-sdk/react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Activity, ThreadState } from "@/api/thread-state";
import { useNewestRun } from "@/api/threads";
import { chatClient } from "@/features/chats/chat-client";
import { isConnectionLost } from "@/features/chats/stream-problem";
import { titled } from "@/features/chats/titled";
import { useUnsent } from "@/features/chats/use-unsent";

const ASSISTANT = "insta-media";
const BUSY = new Set(["pending", "running"]);
const MODES: ("values" | "messages-tuple" | "custom")[] = ["values", "messages-tuple", "custom"];
const AFFECTED = ["runs", "threads", "approvals", "campaigns", "publications"];

/** When the connection broke, and whether a run was being followed then. */
type Lost = { at: number; following: boolean };

export function useChat(threadId: string | null, onThread: (id: string) => void) {
  const queries = useQueryClient();
  const known = useRef<string | null>(null);
  const [runId, setRunId] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);
  const [lost, setLost] = useState<Lost | null>(null);
  const unsent = useUnsent(threadId ?? "new");
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
    onThreadId: (id) => {
      if (threadId === null) unsent.named(id);
      onThread(id);
    },
    onCreated: ({ run_id }) => {
      unsent.arrived();
      begun(run_id);
      void queries.invalidateQueries({ queryKey: ["threads"] });
    },
    onCustomEvent: (event, { mutate }) => mutate((before) => withStep(before, event)),
    onFinish: renew,
    onError: (error) => {
      const wasSending = unsent.failed();
      if (isConnectionLost(error)) setLost({ at: Date.now(), following: !wasSending });
      renew();
    },
  });
  const newest = useNewestRun(threadId);
  const join = ({ run_id }: Run) => {
    begun(run_id);
    void stream.joinStream(run_id, undefined, { streamMode: MODES });
  };
  useEffect(() => {
    const run = newest.data;
    if (stream.isLoading) return;
    if (lost) {
      // only what was heard after the break says that the server is back
      if (newest.isError || newest.dataUpdatedAt <= lost.at) return;
      setLost(null);
      if (!run) return;
      const isNew = run.run_id !== known.current;
      if (isNew) unsent.mayHaveArrived();
      if (isNew || lost.following) join(run);
      return;
    }
    if (!run || run.run_id === known.current) return;
    const first = known.current === null;
    known.current = run.run_id;
    // what was over before we looked is in the thread's state already
    if (!first || BUSY.has(run.status)) join(run);
  });
  const messages = stream.messages.filter(({ id }) => !unsent.isUnsent(id));
  unsent.settle(messages);
  const say = (text: string) => {
    const message = unsent.begin(text);
    setLost(null);
    return stream.submit(
      { messages: [{ type: "human", content: text }] },
      {
        streamMode: MODES,
        streamResumable: true,
        onDisconnect: "continue",
        optimisticValues: (before) => ({
          messages: [...(before.messages ?? []), message],
          activity: [],
        }),
        ...(threadId === null ? { metadata: { title: titled(text) } } : {}),
      },
    );
  };
  const stop = async () => {
    if (!threadId || !runId) return;
    await chatClient.runs.cancel(threadId, runId);
    setStopped(true);
  };
  // the error of a break that is over, or that is told otherwise, is not told
  const error = isConnectionLost(stream.error) ? null : stream.error;
  return {
    stream: { ...shown(stream), messages },
    error,
    isLost: lost?.following ?? false,
    unsent: unsent.given,
    isUnheard: unsent.given !== null && isConnectionLost(stream.error),
    say,
    stop,
    stopped,
  };
}

type Stream = { values: ThreadState; isLoading: boolean; isThreadLoading: boolean };

const shown = ({ values, isLoading, isThreadLoading }: Stream): Stream => ({
  values,
  isLoading,
  isThreadLoading,
});

/** The steps as they are told, until the next state has them too. */
function withStep(before: ThreadState, event: unknown): Partial<ThreadState> {
  const step = event as Activity & { type?: string };
  if (step.type !== "activity") return {};
  const own = (before.activity ?? []).filter(({ run_id }) => run_id === step.run_id);
  return { activity: [...own, step] };
}
