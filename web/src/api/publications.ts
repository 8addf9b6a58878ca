/** Publications: what goes out, what became of it, and what a person may do about it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, everyPage, must } from "@/api/client";
import { usePoll } from "@/api/live";

export function usePublications() {
  return useQuery({
    queryKey: ["publications"],
    queryFn: () =>
      everyPage((query) => must(api.GET("/api/v1/publications", { params: { query } }))),
    refetchInterval: usePoll(),
  });
}

/** How often new numbers are looked for: platforms count slowly. */
const NUMBERS_MS = 60_000;

/** The newest numbers of a published post, or null while there are none. */
export function useNewestNumbers(publicationId: string, published: boolean) {
  return useQuery({
    queryKey: ["metrics", publicationId],
    enabled: published,
    queryFn: async () => {
      const params = { path: { publication_id: publicationId }, query: { limit: 200 } };
      const page = await must(api.GET("/api/v1/publications/{publication_id}/metrics", { params }));
      return page.items.at(-1) ?? null;
    },
    staleTime: NUMBERS_MS,
    refetchInterval: NUMBERS_MS,
  });
}

export type Act =
  | { act: "cancel" }
  | { act: "retry" }
  | { act: "resolve"; outcome: "published" | "not_published" };

export function useAct(publicationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Act) => must(asked(publicationId, wanted)),
    onSettled: () =>
      Promise.all(
        ["publications", "approvals", "runs"].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

function asked(id: string, wanted: Act) {
  const params = { path: { publication_id: id } };
  if (wanted.act === "resolve")
    return api.POST("/api/v1/publications/{publication_id}/resolve", {
      params,
      body: { outcome: wanted.outcome },
    });
  if (wanted.act === "retry")
    return api.POST("/api/v1/publications/{publication_id}/retry", { params });
  return api.POST("/api/v1/publications/{publication_id}/cancel", { params });
}
