/** Publications by what they ask of the person: needs them, coming up, past. Pure. */
import type { Publication } from "@/api/types";

const NEEDS = new Set(["unknown", "failed", "missed"]);
const PAST = new Set(["published", "cancelled"]);

export type Groups = { needs: Publication[]; upcoming: Publication[]; past: Publication[] };

/** Coming ones by when they go out, past ones newest first; `publications` in order of approval. */
export function grouped(publications: Publication[]): Groups {
  const needs = publications.filter(({ state }) => NEEDS.has(state));
  const past = publications.filter(({ state }) => PAST.has(state)).reverse();
  const upcoming = publications
    .filter(({ state }) => !NEEDS.has(state) && !PAST.has(state))
    .sort((one, other) => dueOf(one) - dueOf(other));
  return { needs, upcoming, past };
}

function dueOf(publication: Publication): number {
  return publication.publish_at ? Date.parse(publication.publish_at) : 0;
}
