/** Why a post that is out can only be deleted on its platform itself; null: from here, too. Pure. */
import type { Connection, Publication } from "@/api/types";
import { words } from "@/words";

export function whyNotDeleted(
  { platform, platform_post_id }: Publication,
  connection: Connection | undefined,
): string | null {
  const said = words.posts;
  const name = words.platform[platform];
  if (!platform_post_id) return said.deleteThere(name);
  if (connection?.status !== "active")
    return said.deleteReconnect(name, connection?.account_name ?? name);
  return connection.deletion_refusal;
}
