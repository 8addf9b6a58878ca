/** What went wrong with a run, in the server's own words: refused at the door, or failed inside. */
import { Problem, problemOf } from "@/api/problem";

type Refused = { status: number; text: string };

export function streamProblem(error: unknown): unknown {
  if (isRefused(error)) return problemOf(error.status, parsed(error.text));
  // a failed run's event carries words of ours; a broken connection is the browser's TypeError
  if (error instanceof Error && !(error instanceof TypeError))
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
