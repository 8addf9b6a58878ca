/** How a publication's state looks. Pure. */
import type { PublicationState } from "@/api/types";
import type { Tone } from "@/components/status";

export function toneOf(state: PublicationState): Tone {
  if (state === "published") return "out";
  if (state === "unknown") return "needs";
  if (state === "failed" || state === "missed") return "failed";
  return state === "scheduled" ? "scheduled" : "waiting";
}
