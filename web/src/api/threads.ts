/** Conversations and their runs, over the chat protocol. */
import type { Run, Thread } from "@langchain/langgraph-sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { authorisedFetch } from "@/api/authorised-fetch";
import { chatClient } from "@/api/client";
import { usePoll } from "@/api/live";
import { problemOf } from "@/api/problem";
import type { ThreadState } from "@/api/thread-state";

const MOST = 100;

export function useThreads() {
  return useQuery({
    queryKey: ["threads"],
    queryFn: () => chatClient.threads.search<ThreadState>({ limit: MOST }),
    refetchInterval: usePoll(),
  });
}

/** The title of one conversation, as the list has it. */
export function useThreadTitle(threadId: string | null): string {
  const thread = useThreads().data?.find(({ thread_id }) => thread_id === threadId);
  return thread ? titleOf(thread) : "";
}

/** The newest run of a conversation: also those that other surfaces and the team itself began. */
export function useNewestRun(threadId: string | null) {
  return useQuery<Run | null>({
    queryKey: ["runs", threadId],
    enabled: threadId !== null,
    queryFn: async () => {
      const answer = await authorisedFetch(`/threads/${threadId}/runs?limit=1`);
      if (!answer.ok) throw problemOf(answer.status, await answer.json());
      return ((await answer.json()) as Run[]).at(0) ?? null;
    },
    refetchInterval: usePoll(),
  });
}

export function useDeleteThread() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (threadId: string) => chatClient.threads.delete(threadId),
    onSettled: () => queries.invalidateQueries({ queryKey: ["threads"] }),
  });
}

/** What a conversation is called: as it was named, or the first thing that was said in it. */
export function titleOf(thread: Thread<ThreadState>): string {
  const named = thread.metadata?.title;
  if (typeof named === "string" && named) return named;
  const first = thread.values?.messages?.find((message) => message.type === "human");
  return typeof first?.content === "string" ? first.content : "";
}
