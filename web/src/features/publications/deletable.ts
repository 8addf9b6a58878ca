/** What keeps a post that is out from being deleted from here; null: nothing does. Pure. */
import type { Connection, Publication } from "@/api/types";

/** Nobody said which post it is; its account lets us in no more; its grant does not go so far. */
export type Hindrance = "unnamed" | "disconnected" | "refused";

export const isOut = ({ state, deleted_at }: Publication) => state === "published" && !deleted_at;

export function hindranceOf(
  { platform_post_id }: Publication,
  connection: Connection | undefined,
): Hindrance | null {
  if (!platform_post_id) return "unnamed";
  if (connection?.status !== "active") return "disconnected";
  return connection.deletion_refusal ? "refused" : null;
}

/** Where it can be looked at; null once it is deleted, since nothing is there any more. */
export const linkOf = ({ permalink, deleted_at }: Publication) => (deleted_at ? null : permalink);
