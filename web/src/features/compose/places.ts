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

export type Place =
  | "text"
  | "hashtags"
  | "comment"
  | "alt"
  | "link"
  | "title"
  | "video"
  | "inFeed"
  | "thread";

type Given = { platform: Platform; format: Format; kinds: readonly Kind[] };

export function placesOf({ platform, format, kinds }: Given): ReadonlySet<Place> {
  if (format === "story") return new Set<Place>(platform === "facebook" ? ["alt"] : []);
  const words: Place[] = ["text", "hashtags", "comment"];
  return new Set([...words, ...ofPlatform({ platform, format, kinds })]);
}

function ofPlatform({ platform, format, kinds }: Given): Place[] {
  const hasPictures = kinds.includes("picture");
  const hasNamed = kinds.some((kind) => kind !== "picture");
  if (platform === "youtube") return ["title", "video"];
  if (platform === "x") return format === "thread" ? ["thread", "alt"] : ["alt"];
  if (format === "reel") return platform === "facebook" ? ["title"] : ["inFeed"];
  if (platform === "instagram") return ["alt"];
  return [
    ...(hasPictures ? (["alt"] as const) : []),
    ...(hasNamed ? (["title"] as const) : []),
    ...(kinds.length ? [] : (["link"] as const)),
  ];
}
