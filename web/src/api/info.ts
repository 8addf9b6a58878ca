/** What this server is: asked once, as it changes only when the server starts again. */
import { useQuery } from "@tanstack/react-query";
import { api, must } from "@/api/client";
import type { Platform } from "@/api/types";

const NONE: Platform[] = [];

/** The networks that the sandbox plays here. */
export function useSandbox(): Platform[] {
  const info = useQuery({
    queryKey: ["info"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => must(api.GET("/info")),
  });
  return info.data?.metadata.sandbox ?? NONE;
}
