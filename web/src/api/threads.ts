/** Conversations and their runs, read over the chat protocol. */
import type { Run, Thread } from "@langchain/langgraph-sdk";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { authorisedFetch } from "@/api/authorised-fetch";
import { usePoll } from "@/api/live";
import { problemOf } from "@/api/problem";
import type { ThreadState } from "@/api/thread-state";

export const THREADS_AT_ONCE = 100;
/** What one search may ask for. */
const MOST_OF_A_PAGE = 1000;
type OneThread = Thread<ThreadState>;

async function asked<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await authorisedFetch(path, init);
  const said: unknown = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw problemOf(answer.status, said);
  return said as T;
}

/** Those changed last first: as many as are shown, and one more, which tells that there are more. */
export function useThreads(shown = THREADS_AT_ONCE) {
  return useQuery({
    queryKey: ["threads", "newest", shown],
    queryFn: () => newestThreads(shown + 1),
    placeholderData: keepPreviousData,
    refetchInterval: usePoll(),
  });
}

async function newestThreads(wanted: number): Promise<OneThread[]> {
  const found: OneThread[] = [];
  while (found.length < wanted) {
    const limit = Math.min(MOST_OF_A_PAGE, wanted - found.length);
    const page = await asked<OneThread[]>("/threads/search", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ limit, offset: found.length }),
    });
    found.push(...page);
    if (page.length < limit) break;
  }
  return found;
}

/** The title of one conversation, as the list has it; an old one is asked for by itself. */
export function useThreadTitle(threadId: string | null): string {
  const newest = useThreads().data;
  const listed = newest?.find(({ thread_id }) => thread_id === threadId);
  const alone = useQuery({
    queryKey: ["threads", "one", threadId],
    enabled: threadId !== null && newest !== undefined && !listed,
    queryFn: () => asked<OneThread>(`/threads/${threadId}`),
  });
  const thread = listed ?? alone.data;
  return thread ? titleOf(thread) : "";
}

/** The newest run of a conversation: also those that other surfaces and the team itself began. */
export function useNewestRun(threadId: string | null) {
  return useQuery({
    queryKey: ["runs", threadId],
    enabled: threadId !== null,
    queryFn: async () => (await asked<Run[]>(`/threads/${threadId}/runs?limit=1`)).at(0) ?? null,
    refetchInterval: usePoll(),
  });
}

export function useDeleteThread() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (threadId: string) => asked<null>(`/threads/${threadId}`, { method: "DELETE" }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["threads"] }),
  });
}

/** What a conversation is called: as it was named, or the first thing that was said in it. */
export function titleOf(thread: OneThread): string {
  const named = thread.metadata?.title;
  if (typeof named === "string" && named) return named;
  const first = thread.values?.messages?.find((message) => message.type === "human");
  return typeof first?.content === "string" ? first.content : "";
}
