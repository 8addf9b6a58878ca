/** Approvals: what waits for a decision, and deciding. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, everyPage, must } from "@/api/client";
import { usePoll } from "@/api/live";
import { Once } from "@/api/once";
import { Problem } from "@/api/problem";
import type { Approval } from "@/api/types";
import { useSession } from "@/api/use-session";

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
  first_comment?: string | null;
  /** Fields of the form; null takes one back. */
  form?: Record<string, unknown>;
  publish_at?: string | null;
  publish_zone?: string;
};

export type Decided =
  | { decision: "approve"; override_safety?: { reason: string } }
  | { decision: "reject"; message?: string }
  | { decision: "respond"; message: string }
  | { decision: "edit"; edits: Edits };

/** A decision about the very version that the person saw. */
export type Deciding = { about: Approval; decided: Decided };

export function useDecide() {
  const queries = useQueryClient();
  const me = useSession()?.user.name;
  const [once] = useState(() => new Once());
  return useMutation({
    mutationFn: async ({ about, decided }: Deciding) => {
      const body = { version: about.version, ...decided };
      const request = JSON.stringify([about.id, body]);
      try {
        const answer = await must(
          api.POST("/api/v1/approvals/{approval_id}/decision", {
            params: { path: { approval_id: about.id } },
            headers: { "Idempotency-Key": once.keyOf(request) },
            body,
          }),
        );
        once.answered(request);
        return answer;
      } catch (error) {
        if (error instanceof Problem) once.answered(request);
        if (isOwn(error, decided, me)) return null;
        throw error;
      }
    },
    onSettled: () =>
      Promise.all(
        ["approvals", "publications", "runs"].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

/** Refused because it was decided just so, by the same person: what they want is done. */
function isOwn(error: unknown, { decision }: Decided, me: string | undefined): boolean {
  if (!(error instanceof Problem) || error.code !== "already_decided") return false;
  const isWhole = decision === "approve" || decision === "reject";
  return isWhole && error.facts.decision === decision && error.facts.decided_by === me;
}
