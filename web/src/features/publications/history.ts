/** A publication's timeline as a person reads it: one entry for all the steps of going out. Pure. */
import type { Publication, PublicationState } from "@/api/types";

type Entry = Publication["timeline"][number];

const GOING = new Set<PublicationState>(["claimed", "prepared", "submitted"]);

export function toldHistory(timeline: Entry[]): Entry[] {
  const told: Entry[] = [];
  for (const entry of timeline) {
    const before = told.at(-1);
    if (!GOING.has(entry.state)) told.push(entry);
    // the steps between are the machine's own; when it began is what a person wants to know
    else if (!before || !GOING.has(before.state)) told.push({ ...entry, detail: "" });
  }
  return told;
}
