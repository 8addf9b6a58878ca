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

export type Act =
  | { act: "cancel" }
  | { act: "retry" }
  | { act: "delete" }
  | { act: "retry-part"; n: number }
  | { act: "resolve-part"; n: number; outcome: "published" | "not_published" }
  | { act: "resolve"; outcome: "published" | "not_published" }
  | { act: "reschedule"; publish_at: string | null; zone: string };

export function useAct(publicationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Act) => must<unknown>(asked(publicationId, wanted)),
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
  if (wanted.act === "reschedule")
    return api.POST("/api/v1/publications/{publication_id}/reschedule", {
      params,
      body: { publish_at: wanted.publish_at, zone: wanted.zone },
    });
  if (wanted.act === "retry-part" || wanted.act === "resolve-part") return askedOfPart(id, wanted);
  if (wanted.act === "delete")
    return api.POST("/api/v1/publications/{publication_id}/delete", { params });
  if (wanted.act === "retry")
    return api.POST("/api/v1/publications/{publication_id}/retry", { params });
  return api.POST("/api/v1/publications/{publication_id}/cancel", { params });
}

type OfPart = Extract<Act, { n: number }>;

function askedOfPart(id: string, wanted: OfPart) {
  const params = { path: { publication_id: id, n: wanted.n } };
  if (wanted.act === "retry-part")
    return api.POST("/api/v1/publications/{publication_id}/parts/{n}/retry", { params });
  return api.POST("/api/v1/publications/{publication_id}/parts/{n}/resolve", {
    params,
    body: { outcome: wanted.outcome },
  });
}
