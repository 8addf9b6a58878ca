/** In which order waiting posts ask for a decision. Pure. */
import type { Approval } from "@/api/types";

/**
 * The soonest first. One without a time is first of all: it goes out the moment it is approved, so
 * every minute it waits is the person's own.
 */
export function byUrgency(waiting: Approval[]): Approval[] {
  return [...waiting].sort((one, other) => dueOf(one) - dueOf(other));
}

const dueOf = ({ publish_at }: Approval) => (publish_at ? Date.parse(publish_at) : 0);
