/** A post that a person writes themselves: how it would look, and asking for its approval. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, must } from "@/api/client";
import { Once } from "@/api/once";
import { Problem } from "@/api/problem";
import type { Draft } from "@/api/types";

/** Nothing is written by it; null: there is nothing to show yet. */
export function useRendered(draft: Draft | null) {
  return useQuery({
    queryKey: ["rendered", draft],
    enabled: draft !== null,
    queryFn: () => must(api.POST("/api/v1/content/preview", { body: draft as Draft })),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 60_000,
    staleTime: 60_000,
  });
}

export function useCompose() {
  const queries = useQueryClient();
  const [once] = useState(() => new Once());
  return useMutation({
    mutationFn: async (body: Draft) => {
      const request = JSON.stringify(body);
      try {
        const answer = await must(
          api.POST("/api/v1/content", {
            headers: { "Idempotency-Key": once.keyOf(request) },
            body,
          }),
        );
        once.answered(request);
        return answer.approval;
      } catch (error) {
        if (error instanceof Problem) once.answered(request);
        throw error;
      }
    },
    onSettled: () =>
      Promise.all(
        ["approvals", "timetables"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
}
