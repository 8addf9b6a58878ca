/** A campaign's plan. */
import { useQuery } from "@tanstack/react-query";
import { api, must } from "@/api/client";
import { usePoll } from "@/api/live";

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
