/** Whose words a post has, by the author that its provenance names. Pure. */
import type { Content } from "@/api/types";

/** A draft of the team's; one that a person put other words into; a person's from the beginning. */
export type Whose = "draft" | "changed" | "hand";

export function whoseText({ provenance: { author } }: Pick<Content, "provenance">): Whose {
  if (author === "by hand") return "hand";
  return author.endsWith(", edited by a person") ? "changed" : "draft";
}
