/** What became of a post while somebody was editing one version of it. Pure. */
import type { Approval } from "@/api/types";

export type Part = "text" | "hashtags" | "alt" | "picture" | "form" | "comment" | "when";

export type Meanwhile =
  /** Another version of it asks now. */
  | "replaced"
  /** Nothing asks any more: it was decided on. */
  | "closed"
  | null;

export function meanwhileOf(begun: Approval, newest: Approval): Meanwhile {
  if (newest.status !== "open") return "closed";
  return newest.id === begun.id && newest.version === begun.version ? null : "replaced";
}

/** Wherein two versions differ, as far as a person sees it. */
export function changedParts(before: Approval, after: Approval): Part[] {
  const views = [before, after].map(({ content, publish_at }) => ({
    text: content.text,
    hashtags: content.hashtags.join(" "),
    alt: content.alt_text ?? "",
    picture: content.media.map(({ sha256 }) => sha256).join(" "),
    form: JSON.stringify(content.form),
    comment: content.first_comment ?? "",
    when: publish_at ? Date.parse(publish_at) : null,
  }));
  const [one, other] = views;
  if (!one || !other) return [];
  return (Object.keys(one) as Part[]).filter((part) => one[part] !== other[part]);
}
