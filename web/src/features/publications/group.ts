/** Publications by what they ask of the person: needs them, coming up, past. Pure. */
import type { Publication } from "@/api/types";

const NEEDS = new Set(["unknown", "failed", "missed"]);
const PAST = new Set(["published", "cancelled"]);

export type Groups = { needs: Publication[]; upcoming: Publication[]; past: Publication[] };

/**
 * Of those that need the person the unknown first, since others may see what went wrong there;
 * coming ones by when they go out, past ones newest first; `every` in order of approval.
 */
export function grouped(every: Publication[]): Groups {
  const publications = withoutMoved(every);
  const needs = publications
    .filter(needsSomebody)
    .sort((one, other) => Number(isUnknown(other)) - Number(isUnknown(one)));
  const past = publications.filter((one) => PAST.has(one.state) && !needsSomebody(one)).reverse();
  const upcoming = publications
    .filter(({ state }) => !NEEDS.has(state) && !PAST.has(state))
    .sort((one, other) => dueOf(one) - dueOf(other));
  return { needs, upcoming, past };
}

/** A post that goes on at another time is told there alone, not as called off besides. */
export function withoutMoved(publications: Publication[]): Publication[] {
  const newest = new Map(publications.map((one) => [one.content_id, one.content_version]));
  return publications.filter(
    ({ moved, content_id, content_version }) =>
      !moved || newest.get(content_id) === content_version,
  );
}

/** Also one that is out, while something that was to follow it is stuck. */
function needsSomebody({ state, parts, deleted_at }: Publication): boolean {
  if (NEEDS.has(state)) return true;
  return !deleted_at && parts.some((part) => NEEDS.has(part.state));
}

const isUnknown = ({ state }: Publication) => state === "unknown";

function dueOf(publication: Publication): number {
  return publication.publish_at ? Date.parse(publication.publish_at) : 0;
}
