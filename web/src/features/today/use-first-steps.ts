/** How far a new account has come: brand, connection, first ask. */
import { useConnections } from "@/api/connections";
import { canWrite, useProfile } from "@/api/profile";
import { useThreads } from "@/api/threads";
import { useRights } from "@/api/use-session";

/** Each step, done or not; null when all are, when it is not known yet, or not this person's. */
export function useFirstSteps(): boolean[] | null {
  const profile = useProfile().data;
  const connections = useConnections().data;
  const threads = useThreads().data;
  const rights = useRights();
  if (!(profile && connections && threads) || !rights.connect) return null;
  const done = [
    canWrite(profile),
    connections.some(({ status }) => status === "active"),
    threads.length > 0,
  ];
  return done.includes(false) ? done : null;
}
