/** Connected accounts, and connecting them through the platform's consent page. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, everyPage, must } from "@/api/client";
import { usePoll } from "@/api/live";
import { problemOf } from "@/api/problem";
import type { Connection, Platform } from "@/api/types";

export function useConnections() {
  return useQuery({
    queryKey: ["connections"],
    queryFn: () => everyPage((query) => must(api.GET("/api/v1/platforms", { params: { query } }))),
    refetchInterval: usePoll(),
  });
}

export function useConnect() {
  return useMutation({
    mutationFn: (platform: Platform) =>
      must(api.POST("/api/v1/platforms/connect", { body: { platform } })),
  });
}

/** How often to look whether the person has answered on the platform's page. */
const CONSENT_MS = 3_000;

/** How the round trip of this state stands; asked for until it is over. */
export function useConsent(state: string | undefined) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: ["connections", "consent", state],
    enabled: state !== undefined,
    queryFn: async () => {
      const params = { path: { state: state ?? "" } };
      const consent = await must(api.GET("/api/v1/platforms/connect/{state}", { params }));
      // said together: that it is connected, and which accounts it brought
      if (consent.status === "connected")
        await queries.invalidateQueries({ queryKey: ["connections"], exact: true });
      return consent;
    },
    refetchInterval: (query) =>
      (query.state.data?.status ?? "waiting") === "waiting" ? CONSENT_MS : false,
  });
}

export function useSetPause(connection: Connection) {
  const queries = useQueryClient();
  const params = { path: { connection_id: connection.id } };
  return useMutation({
    mutationFn: (paused: boolean) =>
      must(
        paused
          ? api.POST("/api/v1/platforms/{connection_id}/pause", { params })
          : api.POST("/api/v1/platforms/{connection_id}/resume", { params }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ["connections"] }),
  });
}

export function useDisconnect(connection: Connection) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { error, response } = await api.DELETE("/api/v1/platforms/{platform}", {
        params: {
          path: { platform: connection.platform },
          query: { connection_id: connection.id },
        },
      });
      if (!response.ok) throw problemOf(response.status, error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["connections"] }),
  });
}
