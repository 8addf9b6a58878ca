/** Whether a connection's access ends within days and only a person can renew it. Pure. */
import type { Connection } from "@/api/types";

const SOON_MS = 7 * 24 * 3600 * 1000;

export function lapsesSoon(connection: Connection, now: Date): boolean {
  return (
    connection.lasts_until !== null && Date.parse(connection.lasts_until) - now.getTime() < SOON_MS
  );
}
