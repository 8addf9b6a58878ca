/** Whether an open question came too late: a slot may be missed by two hours at most. Pure. */
import type { Approval } from "@/api/types";

const LATEST_MS = 2 * 3600 * 1000;

/** By this device's clock, which may be wrong: good for a hint, not for a refusal. */
export function hasPassed({ publish_at, status }: Approval, now: Date): boolean {
  if (status !== "open" || !publish_at) return false;
  return Date.parse(publish_at) + LATEST_MS <= now.getTime();
}
