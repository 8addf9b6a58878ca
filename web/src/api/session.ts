/** Who is signed in: a token pair kept for all tabs, renewed before it lapses. Knows no screen. */
import { forgetAll } from "@/api/kept";
import { problemOf } from "@/api/problem";
import type { components } from "@/api/schema";

type Pair = components["schemas"]["TokenPairView"];
export type Session = Pair & { expires_at: number };

const KEY = "insta-media.session";
const LOCK = "insta-media.refresh";
/** Renewed this long before the end, so that no request leaves with a token about to lapse. */
const EARLY_MS = 60_000;
/** After a request that found no answer. */
const RETRY_AFTER_MS = [200, 800];

const listeners = new Set<() => void>();
let lapsed = false;
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
  forgetAll();
  end(false);
}

/** Whether the session ended by itself: nobody asked for it, so it has to be said. */
export function hasLapsed(): boolean {
  return lapsed;
}

function end(byItself: boolean): void {
  lapsed = byItself;
  localStorage.removeItem(KEY);
  for (const tell of listeners) tell();
}

function store(pair: Pair): Session {
  lapsed = false;
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
  try {
    return await renewed(session.access_token);
  } catch (error) {
    // it cannot be renewed right now, but serves to its end
    if (session.expires_at > Date.now()) return session.access_token;
    throw error;
  }
}

/**
 * A token newer than the given one, or null once signed out. Throws while the server cannot say: a
 * request without a token would be refused as if nobody were signed in. A refresh token serves
 * once, so only one tab may trade it.
 */
export async function renewed(stale: string): Promise<string | null> {
  if (!navigator.locks) return trade(stale);
  return navigator.locks.request(LOCK, () => trade(stale));
}

async function trade(stale: string): Promise<string | null> {
  const session = readSession();
  if (!session) return null;
  if (session.access_token !== stale) return session.access_token;
  const { status, body } = await asked(session.refresh_token);
  if (status === 200) return store(body as Pair).access_token;
  if (status >= 500 || status === 429) throw problemOf(status, body);
  end(true);
  return null;
}

type Answer = { status: number; body: unknown };

/** An answer that got lost is asked for again at once: the server may have traded already. */
async function asked(refreshToken: string): Promise<Answer> {
  for (const pause of RETRY_AFTER_MS) {
    try {
      return await refresh(refreshToken);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return refresh(refreshToken);
}

async function refresh(refreshToken: string): Promise<Answer> {
  const answer = await fetch("/api/v1/auth/refresh", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ refresh_token: refreshToken }),
  });
  // a pair that breaks off is as lost as one that never came; a refusal counts without its words
  const read = answer.json();
  return { status: answer.status, body: await (answer.ok ? read : read.catch(() => null)) };
}
