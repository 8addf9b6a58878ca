/** A failed request in the server's own words, with the next step as a button. */
import { Problem } from "@/api/problem";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { words } from "@/words";

export function wordsOf(error: unknown): string {
  if (error instanceof Problem) return error.message || words.common.unexpected;
  return error instanceof TypeError ? words.common.offline : words.common.unexpected;
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
