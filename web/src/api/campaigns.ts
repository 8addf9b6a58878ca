/** A campaign's plan, and the report on what came of it. */
import { useQuery } from "@tanstack/react-query";
import { api, must } from "@/api/client";
import { usePoll } from "@/api/live";
import { Problem } from "@/api/problem";

export function useCampaign(id: string | null | undefined) {
  return useQuery({
    queryKey: ["campaigns", id],
    enabled: Boolean(id),
    queryFn: () =>
      must(
        api.GET("/api/v1/campaigns/{campaign_id}", { params: { path: { campaign_id: id ?? "" } } }),
      ),
    refetchInterval: usePoll(),
  });
}

/** The newest report; null while there is none. */
export function useReport(id: string | null | undefined) {
  const poll = usePoll();
  return useQuery({
    queryKey: ["report", id],
    enabled: Boolean(id),
    queryFn: async () => {
      try {
        const params = { path: { campaign_id: id ?? "" } };
        return await must(api.GET("/api/v1/campaigns/{campaign_id}/report", { params }));
      } catch (error) {
        if (error instanceof Problem && error.code === "no_report_yet") return null;
        throw error;
      }
    },
    refetchInterval: poll * 2,
  });
}
