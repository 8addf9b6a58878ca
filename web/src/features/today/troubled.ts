/** Which connections need a person: refused, about to lapse, or paused. Pure. */
import type { Connection } from "@/api/types";
import { lapsesSoon } from "@/features/accounts/lapses";

export function troubled(connections: Connection[], now: Date): Connection[] {
  return connections.filter(
    (connection) =>
      connection.status === "needs_reconnect" ||
      (connection.status === "active" && (connection.paused_at || lapsesSoon(connection, now))),
  );
}
