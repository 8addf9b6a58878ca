/** Whether learning from the brand's own posts helps: measured on them by a job. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, must } from "@/api/client";

const KEY = ["study"];
const LOOK_EVERY_MS = 1_500;

/** The newest study; looked at again while another is being made. */
export function useStudy() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => must(api.GET("/api/v1/esg/study")),
    refetchInterval: ({ state }) => (state.data?.under_way ? LOOK_EVERY_MS : false),
  });
}

export function useOrderStudy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/esg/study", { body: {} })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
