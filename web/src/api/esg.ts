/** What moves the brand's audience, what would raise a text, and how well a typed text fits. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, must } from "@/api/client";
import { keepProfile } from "@/api/profile";
import type { Platform, Register } from "@/api/types";

const KEY = ["esg"];
/** What is said of one text changes with the brand's posts only. */
const FRESH_MS = 60_000;

export function usePreferences() {
  return useQuery({
    queryKey: [...KEY, "model"],
    queryFn: () => must(api.GET("/api/v1/esg/model")),
  });
}

/** Switches a register off or on, in the profile as it is on the server now. */
export function useSwitchRegister() {
  const queries = useQueryClient();
  return useMutation({
    // each reads the profile that the one before it wrote
    scope: { id: "registers" },
    mutationFn: async ({ register, isOn }: { register: Register; isOn: boolean }) => {
      const profile = await must(api.GET("/api/v1/profile"));
      const others = profile.registers_off.filter((one) => one !== register);
      const registers_off = isOn ? others : [...others, register];
      return must(api.PUT("/api/v1/profile", { body: { ...profile, registers_off } }));
    },
    // the switch shows the new state together with the order that follows from it
    onSuccess: (saved) => keepProfile(queries, saved),
  });
}

export function useExplanation(text: string, platform: Platform) {
  return useQuery({
    queryKey: [...KEY, "explain", platform, text],
    queryFn: () => must(api.POST("/api/v1/esg/explain", { body: { text, platform } })),
    staleTime: FRESH_MS,
  });
}

export function useAlign() {
  return useMutation({
    /** Without a platform it is compared with the posts of all of them. */
    mutationFn: (body: { draft: string; platform: Platform | null }) =>
      must(api.POST("/api/v1/esg/align", { body })),
  });
}
