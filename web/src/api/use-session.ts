/** The session, as a component sees it, and what its role may do (the server checks it again). */
import { useSyncExternalStore } from "react";
import { readSession, type Session, watchSession } from "@/api/session";

export function useSession(): Session | null {
  return useSyncExternalStore(watchSession, readSession);
}

export function useRights() {
  const role = useSession()?.user.role ?? "viewer";
  return {
    decide: role === "owner" || role === "approver",
    write: role !== "viewer",
    connect: role === "owner",
  };
}
