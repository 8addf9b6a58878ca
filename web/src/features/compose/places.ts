/** What a person can fill in, by platform, format and media; the server says what it refuses. Pure. */
import type { Format, Platform } from "@/api/types";
import type { Kind } from "@/components/kinds";

/** The formats of each platform, the usual one first. */
export const FORMATS: Record<Platform, readonly Format[]> = {
  instagram: ["post", "reel", "story"],
  facebook: ["post", "reel", "story"],
  linkedin: ["post"],
  x: ["post", "thread"],
  youtube: ["post", "short"],
};

/**
 * `link` is an address that is shown as a card, `linkWords` the card's own title and description.
 * `reel` is what only a single video has: a cover, and whether it is in the feed. `people` are
 * user names, mentioned or tagged; `names` are words of the text that stand for somebody.
 */
export type Place =
  | "text"
  | "hashtags"
  | "comment"
  | "alt"
  | "link"
  | "linkWords"
  | "title"
  | "video"
  | "reel"
  | "place"
  | "people"
  | "names"
  | "thread";

/** What sort of files it can show at all. */
export function kindsOf(platform: Platform, format: Format): readonly Kind[] {
  if (platform === "youtube" || format === "reel") return ["video"];
  return platform === "linkedin" ? ["picture", "video", "document"] : ["picture", "video"];
}

type Given = { platform: Platform; format: Format; kinds: readonly Kind[] };

export function placesOf({ platform, format, kinds }: Given): ReadonlySet<Place> {
  if (format === "story") return new Set<Place>([platform === "facebook" ? "alt" : "people"]);
  const words: Place[] = ["text", "hashtags", "comment"];
  return new Set([...words, ...OF_PLATFORM[platform]({ platform, format, kinds })]);
}

const OF_PLATFORM: Record<Platform, (given: Given) => Place[]> = {
  instagram({ format, kinds }) {
    const isReel = kinds.length === 1 && kinds[0] === "video";
    return [
      ...(format === "post" ? (["alt"] as const) : []),
      "place",
      "people",
      ...(isReel ? (["reel"] as const) : []),
    ];
  },
  facebook({ format, kinds }) {
    if (format === "reel") return ["title", "place"];
    if (kinds.includes("video")) return ["title"];
    return ["alt", "place", ...(kinds.length ? [] : (["link"] as const))];
  },
  linkedin({ kinds }) {
    const isTitled = kinds.length === 1 && kinds[0] !== "picture";
    return [
      "alt",
      "names",
      ...(isTitled ? (["title"] as const) : []),
      ...(kinds.length ? [] : (["link", "linkWords"] as const)),
    ];
  },
  x: ({ format }) => (format === "thread" ? ["thread", "alt"] : ["alt"]),
  youtube: () => ["title", "video"],
};
