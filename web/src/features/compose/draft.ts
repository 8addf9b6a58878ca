/** What a person has filled in, and the draft that it makes: only what has a place there. Pure. */
import type { Connection, Draft, Format, Privacy, Slot } from "@/api/types";
import type { Kind } from "@/components/kinds";
import { instantOfWall } from "@/components/times";
import { type Place, placesOf } from "@/features/compose/places";

export type Fields = {
  connectionId: string;
  format: Format;
  text: string;
  hashtags: string;
  comment: string;
  /** The posts after the first. */
  thread: string[];
  title: string;
  link: { url: string; title: string; description: string };
  tags: string;
  privacy: Privacy;
  forKids: boolean;
  inFeed: boolean;
  /** "now", "at", or the instant of a free slot. */
  when: string;
  /** The wall time of "at". */
  wall: string;
};

export const EMPTY: Fields = {
  connectionId: "",
  format: "post",
  text: "",
  hashtags: "",
  comment: "",
  thread: [],
  title: "",
  link: { url: "", title: "", description: "" },
  tags: "",
  privacy: "public",
  forKids: false,
  inFeed: true,
  when: "now",
  wall: "",
};

/** What was handed in, and how it is described. */
export type Given = { sha256: string; kind: Kind; alt: string };

export function draftOf(fields: Fields, account: Connection, media: readonly Given[]): Draft {
  const { platform } = account;
  const { format } = fields;
  const has = placesOf({ platform, format, kinds: media.map(({ kind }) => kind) });
  const comment = has.has("comment") ? fields.comment.trim() : "";
  return {
    platform,
    connection_id: account.id,
    text: has.has("text") ? fields.text.trim() : "",
    hashtags: has.has("hashtags") ? fields.hashtags.split(/[\s,]+/).filter(Boolean) : [],
    ...(comment && { first_comment: comment }),
    media: media.map(({ sha256 }) => sha256),
    form: { format, ...formOf(fields, has, media) },
  };
}

function formOf(fields: Fields, has: ReadonlySet<Place>, media: readonly Given[]) {
  const thread = fields.thread.map((part) => part.trim()).filter(Boolean);
  const title = fields.title.trim();
  const url = fields.link.url.trim();
  const alts = media.map(({ alt, kind }) => (kind === "picture" ? alt.trim() : ""));
  const video = {
    ...(has.has("video") && {
      tags: listOf(fields.tags),
      privacy: fields.privacy,
      made_for_kids: fields.forKids,
    }),
    ...(has.has("inFeed") && media.length && { in_feed: fields.inFeed }),
  };
  return {
    ...(has.has("thread") && { thread }),
    ...(has.has("title") && title && { title }),
    ...(has.has("link") && url && { link: { ...fields.link, url } }),
    ...(has.has("alt") && alts.some(Boolean) && { alt_texts: alts }),
    ...(Object.keys(video).length && { video }),
  };
}

const listOf = (text: string) =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);

/** Whether there is anything that a reader would see. */
export const saysAnything = (draft: Draft) => Boolean(draft.text || draft.media?.length);

/** When it goes out, as the draft says it: nothing at all is on approval. */
export function timeOf(
  fields: Fields,
  slots: readonly Slot[],
  zone: string,
): Pick<Draft, "publish_at" | "publish_zone"> {
  if (fields.when === "at" && fields.wall)
    return { publish_at: instantOfWall(fields.wall, zone), publish_zone: zone };
  const slot = slots.find(({ at }) => at === fields.when);
  return slot ? { publish_at: slot.at, publish_zone: slot.zone } : {};
}
