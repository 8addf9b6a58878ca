/** A failed request in the server's own words, with the next step as a button. */
import { Problem } from "@/api/problem";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { words } from "@/words";

/** What stands before the server answers so while it is away. */
const AWAY = new Set([502, 503, 504]);

export function wordsOf(error: unknown): string {
  const isAway = error instanceof Problem && AWAY.has(error.status);
  if (error instanceof Problem && (error.message || !isAway))
    return error.message || words.common.unexpected;
  return isAway || error instanceof TypeError ? words.common.offline : words.common.unexpected;
}

export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  if (!error) return null;
  return (
    <Notice
      tone="failed"
      action={onRetry && <Button onClick={onRetry}>{words.common.tryAgain}</Button>}
    >
      {wordsOf(error)}
    </Notice>
  );
}
