/** What a person has filled in, and the draft that it makes: only what has a place there. Pure. */
import type { Connection, Draft, Form, Format, Privacy, Slot } from "@/api/types";
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
  /** "later": only the owner at first, then everybody from `shownFrom` on. */
  privacy: Privacy | "later";
  /** A wall time. */
  shownFrom: string;
  /** A number of the platform's; empty is its usual one. */
  category: string;
  forKids: boolean;
  inFeed: boolean;
  place: { id: string; name: string };
  /** User names. */
  people: string;
  /** Whom words of the text stand for. */
  names: { name: string; id: string }[];
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
  shownFrom: "",
  category: "",
  forKids: false,
  inFeed: true,
  place: { id: "", name: "" },
  people: "",
  names: [],
  when: "now",
  wall: "",
};

/** The account that was chosen; until one is, a business's before a person's own, as on the server. */
export const accountOf = (accounts: readonly Connection[], id: string): Connection | undefined =>
  accounts.find((one) => one.id === id) ??
  accounts.find(({ account_kind }) => account_kind === "organization") ??
  accounts[0];

/** What was handed in, how it is described, and which moment of a video is its cover. */
export type Given = { sha256: string; kind: Kind; alt: string; coverMs?: number | null };

/** `zone`: whose wall times the fields have. */
export function draftOf(
  fields: Fields,
  account: Connection,
  media: readonly Given[],
  zone: string,
): Draft {
  const { platform } = account;
  const { format } = fields;
  const has = placesOf({ platform, format, kinds: media.map(({ kind }) => kind) });
  const comment = has.has("comment") ? fields.comment.trim() : "";
  return {
    platform,
    connection_id: account.id,
    text: has.has("text") ? fields.text.trim() : "",
    hashtags: has.has("hashtags") ? wordsOf(fields.hashtags) : [],
    ...(comment && { first_comment: comment }),
    media: media.map(({ sha256 }) => sha256),
    form: { format, ...formOf(fields, has, media), ...videoOf(fields, has, media, zone) },
  };
}

function formOf(fields: Fields, has: ReadonlySet<Place>, media: readonly Given[]) {
  const thread = fields.thread.map((part) => part.trim()).filter(Boolean);
  const title = fields.title.trim();
  const url = fields.link.url.trim();
  const alts = media.map(({ alt, kind }) => (kind === "picture" ? alt.trim() : ""));
  const place = { id: fields.place.id.trim(), name: fields.place.name.trim() };
  const mentions = mentionsOf(fields, has);
  return {
    ...(has.has("thread") && { thread }),
    ...(has.has("title") && title && { title }),
    ...(has.has("link") &&
      url && { link: has.has("linkWords") ? { ...fields.link, url } : { url } }),
    ...(has.has("alt") && alts.some(Boolean) && { alt_texts: alts }),
    ...(has.has("place") && place.id && { place }),
    ...(mentions.length && { mentions }),
  };
}

function mentionsOf(fields: Fields, has: ReadonlySet<Place>): Form["mentions"] {
  if (has.has("people"))
    return wordsOf(fields.people)
      .map((one) => one.replace(/^@/, ""))
      .filter(Boolean)
      .map((name) => ({ name, id: name }));
  if (!has.has("names")) return [];
  return fields.names
    .map(({ name, id }) => ({ name: name.trim().replace(/^@/, ""), id: urnOf(id.trim()) }))
    .filter(({ name, id }) => name && id);
}

/** LinkedIn's address of a page, also of one that was given by its number or its link. */
function urnOf(text: string): string {
  const number = /^(?:https?:\/\/(?:www\.)?linkedin\.com\/company\/)?(\d+)(?:[/?].*)?$/.exec(text);
  return number ? `urn:li:organization:${number[1]}` : text;
}

function videoOf(
  fields: Fields,
  has: ReadonlySet<Place>,
  media: readonly Given[],
  zone: string,
): { video?: Partial<Form["video"]> } {
  if (has.has("reel")) {
    const cover_ms = media[0]?.coverMs ?? null;
    return { video: { in_feed: fields.inFeed, ...(cover_ms !== null && { cover_ms }) } };
  }
  if (!has.has("video")) return {};
  const isLater = fields.privacy === "later";
  return {
    video: {
      tags: listOf(fields.tags),
      privacy: fields.privacy === "later" ? "private" : fields.privacy,
      made_for_kids: fields.forKids,
      ...(fields.category && { category: fields.category }),
      ...(isLater && fields.shownFrom && { public_at: instantOfWall(fields.shownFrom, zone) }),
    },
  };
}

const wordsOf = (text: string) => text.split(/[\s,]+/).filter(Boolean);

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
