/** What went wrong with a run: refused at the door, failed inside, or not heard of any more. */
import { Problem, problemOf } from "@/api/problem";

type Refused = { status: number; text: string };

/** How the chat protocol's client calls it when the server was not there, or went away. */
const BREAKS = new Set(["ConnectionError", "MaxReconnectAttemptsError", "StreamIdleTimeoutError"]);
/** What stands before the server answers so while it is away. */
const AWAY = new Set([502, 503, 504]);

/** Nothing was refused: the server did not answer, or not to the end. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TypeError || BREAKS.has(error.name)) return true;
  return "status" in error && AWAY.has(Number(error.status));
}

export function streamProblem(error: unknown): unknown {
  if (isRefused(error)) return problemOf(error.status, parsed(error.text));
  // a failed run's event carries words of ours
  if (error instanceof Error && !(error instanceof Problem))
    return new Problem(0, error.name, error.message, {});
  return error;
}

function isRefused(error: unknown): error is Refused {
  return typeof error === "object" && error !== null && "status" in error && "text" in error;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
