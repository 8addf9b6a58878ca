/** Approvals: what waits for a decision, and deciding. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, everyPage, must } from "@/api/client";
import { usePoll } from "@/api/live";
import type { Approval } from "@/api/types";

export function useOpenApprovals() {
  return useQuery({
    queryKey: ["approvals", "open"],
    queryFn: () =>
      everyPage((query) =>
        must(api.GET("/api/v1/approvals", { params: { query: { ...query, status: "open" } } })),
      ),
    refetchInterval: usePoll(),
  });
}

/** All approvals of a conversation, in the order they were asked. */
export function useThreadApprovals(threadId: string | null) {
  return useQuery({
    queryKey: ["approvals", "thread", threadId],
    enabled: threadId !== null,
    queryFn: () =>
      everyPage((query) =>
        must(
          api.GET("/api/v1/approvals", {
            params: { query: { ...query, thread_id: threadId ?? "" } },
          }),
        ),
      ),
    refetchInterval: usePoll(),
  });
}

export function useApproval(id: string) {
  return useQuery({
    queryKey: ["approvals", "one", id],
    queryFn: () =>
      must(api.GET("/api/v1/approvals/{approval_id}", { params: { path: { approval_id: id } } })),
    refetchInterval: usePoll(),
  });
}

export type Edits = {
  text?: string;
  hashtags?: string[];
  alt_text?: string | null;
  publish_at?: string | null;
  publish_zone?: string;
};

export type Decided =
  | { decision: "approve" }
  | { decision: "reject"; message?: string }
  | { decision: "respond"; message: string }
  | { decision: "edit"; edits: Edits };

export function useDecide(approval: Approval) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decided: Decided) =>
      must(
        api.POST("/api/v1/approvals/{approval_id}/decision", {
          params: { path: { approval_id: approval.id } },
          body: { version: approval.version, ...decided },
        }),
      ),
    onSettled: () =>
      Promise.all(
        ["approvals", "publications", "runs"].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}
