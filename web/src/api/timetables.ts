/** An account's week: when it posts by itself, when it keeps quiet, and which slots are free. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, must } from "@/api/client";
import type { Timetable } from "@/api/types";

const keyOf = (connectionId: string) => ["timetables", connectionId];

export function useTimetable(connectionId: string) {
  return useQuery({
    queryKey: [...keyOf(connectionId), "week"],
    queryFn: () =>
      must(
        api.GET("/api/v1/timetables/{connection_id}", {
          params: { path: { connection_id: connectionId } },
        }),
      ),
  });
}

export function useSaveTimetable(connectionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Timetable) =>
      must(
        api.PUT("/api/v1/timetables/{connection_id}", {
          params: { path: { connection_id: connectionId } },
          body,
        }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData([...keyOf(connectionId), "week"], saved);
      return queries.invalidateQueries({ queryKey: [...keyOf(connectionId), "free"] });
    },
  });
}

/** The next slots that no post has; none while nobody said which account. */
export function useFreeSlots(connectionId: string | undefined) {
  return useQuery({
    queryKey: [...keyOf(connectionId ?? ""), "free"],
    enabled: connectionId !== undefined,
    // a slot that is chosen elsewhere meanwhile is taken
    staleTime: 30_000,
    queryFn: async () => {
      const params = { path: { connection_id: connectionId ?? "" } };
      const found = await must(api.GET("/api/v1/timetables/{connection_id}/free", { params }));
      return found.slots;
    },
  });
}
