/** Whether a connection's access ends within days. Pure. */
import type { Connection } from "@/api/types";

const SOON_MS = 7 * 24 * 3600 * 1000;

export function lapsesSoon(connection: Connection, now: Date): boolean {
  return (
    connection.expires_at !== null && Date.parse(connection.expires_at) - now.getTime() < SOON_MS
  );
}
