/** What the server says when it refuses: a stable code and words for the person. */

type Refusal = { code?: string; detail?: string; [fact: string]: unknown };

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly facts: Refusal,
  ) {
    super(detail);
  }
}

export function problemOf(status: number, body: unknown): Problem {
  const facts = (typeof body === "object" && body !== null ? body : {}) as Refusal;
  return new Problem(status, facts.code ?? "unknown", facts.detail ?? "", facts);
}
