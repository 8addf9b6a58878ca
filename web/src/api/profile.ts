/** The brand's profile: what the team may say. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, must } from "@/api/client";
import type { Profile } from "@/api/types";

const KEY = ["profile"];

export function useProfile() {
  return useQuery({ queryKey: KEY, queryFn: () => must(api.GET("/api/v1/profile")) });
}

export function useSaveProfile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (profile: Profile) => must(api.PUT("/api/v1/profile", { body: profile })),
    onSuccess: (saved) => void keepProfile(queries, saved),
  });
}

/** The profile as it was saved; what the engine makes of it is asked anew. */
export function keepProfile(queries: QueryClient, saved: Profile) {
  queries.setQueryData(KEY, saved);
  return queries.invalidateQueries({ queryKey: ["esg"] });
}

/** The brand's time zone; India's until the profile is here. */
export function useZone(): string {
  return useProfile().data?.timezone ?? "Asia/Kolkata";
}

/** Whether the team knows enough to write (the server's rule: a name, and a product or a fact). */
export function canWrite(profile: Profile | undefined): boolean {
  if (!profile) return true;
  return Boolean(
    profile.business_name?.trim() && (profile.products?.length || profile.facts?.length),
  );
}
