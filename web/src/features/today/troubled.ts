/** Which connections need a person: refused, about to lapse, or paused. Pure. */
import type { Connection } from "@/api/types";

const SOON_MS = 7 * 24 * 3600 * 1000;

export function troubled(connections: Connection[], now: Date): Connection[] {
  return connections.filter(
    (connection) =>
      connection.status === "needs_reconnect" ||
      (connection.status === "active" && (connection.paused_at || lapsesSoon(connection, now))),
  );
}

export function lapsesSoon(connection: Connection, now: Date): boolean {
  return (
    connection.expires_at !== null && Date.parse(connection.expires_at) - now.getTime() < SOON_MS
  );
}
