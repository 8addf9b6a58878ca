/** Who is signed in: a token pair kept for all tabs, renewed before it lapses. Knows no screen. */
import type { components } from "@/api/schema";

type Pair = components["schemas"]["TokenPairView"];
export type Session = Pair & { expires_at: number };

const KEY = "insta-media.session";
const LOCK = "insta-media.refresh";
/** Renewed this long before the end, so that no request leaves with a token about to lapse. */
const EARLY_MS = 60_000;

const listeners = new Set<() => void>();
let kept: { raw: string | null; session: Session | null } = { raw: null, session: null };

export function readSession(): Session | null {
  const raw = localStorage.getItem(KEY);
  if (raw !== kept.raw) kept = { raw, session: parsed(raw) };
  return kept.session;
}

function parsed(raw: string | null): Session | null {
  if (!raw) return null;
  try {
    return JSON.parse(raw) as Session;
  } catch {
    return null;
  }
}

export function watchSession(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export function signIn(pair: Pair): void {
  store(pair);
}

export function signOut(): void {
  localStorage.removeItem(KEY);
  for (const tell of listeners) tell();
}

function store(pair: Pair): Session {
  const session = { ...pair, expires_at: Date.now() + pair.expires_in * 1000 };
  localStorage.setItem(KEY, JSON.stringify(session));
  for (const tell of listeners) tell();
  return session;
}

/** An access token that is good for a while, or null when nobody is signed in. */
export async function accessToken(): Promise<string | null> {
  const session = readSession();
  if (!session) return null;
  if (session.expires_at - Date.now() > EARLY_MS) return session.access_token;
  return renewed(session.access_token);
}

/** A token newer than the given one. A refresh token serves once, so only one tab may trade it. */
export async function renewed(stale: string): Promise<string | null> {
  if (!navigator.locks) return trade(stale);
  return navigator.locks.request(LOCK, () => trade(stale));
}

async function trade(stale: string): Promise<string | null> {
  const session = readSession();
  if (!session) return null;
  if (session.access_token !== stale) return session.access_token;
  const answer = await fetch("/api/v1/auth/refresh", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ refresh_token: session.refresh_token }),
  });
  if (answer.ok) return store((await answer.json()) as Pair).access_token;
  if (answer.status < 500 && answer.status !== 429) signOut();
  return null;
}
