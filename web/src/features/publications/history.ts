/** A publication's timeline as a person reads it: one entry for all the steps of going out. Pure. */
import type { Publication, PublicationState } from "@/api/types";

type Entry = Publication["timeline"][number];
/** A deletion leaves the post's state as it was, and is told as what it is. */
export type Told = Omit<Entry, "state"> & { state: PublicationState | "deleted" };

const GOING = new Set<Told["state"]>(["claimed", "prepared", "submitted"]);

export function toldHistory({
  timeline,
  deleted_at,
}: Pick<Publication, "timeline" | "deleted_at">): Told[] {
  const told: Told[] = [];
  const deletion = deleted_at ? timeline.findLast(({ at }) => at === deleted_at) : undefined;
  for (const entry of timeline) {
    const before = told.at(-1);
    if (entry === deletion) told.push({ ...entry, state: "deleted" });
    else if (!GOING.has(entry.state)) told.push(entry);
    // the steps between are the machine's own; when it began is what a person wants to know
    else if (!before || !GOING.has(before.state)) told.push({ ...entry, detail: "" });
  }
  return told;
}
