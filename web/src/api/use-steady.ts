/** A query as a page shows it: an error stays until there is an answer, while it is asked again. */
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";

type Shown = {
  isPending: boolean;
  error: unknown;
  /** For the button beside the error. */
  retry: () => void;
};

/**
 * Without it a page would jump from the error to "Loading" and back at every look. `about` names
 * what is asked for, where one page asks for one thing after another.
 */
export function useSteady(query: UseQueryResult<unknown>, about = ""): Shown {
  const [last, setLast] = useState<{ about: string; error: unknown }>({ about, error: null });
  const isAnswered = query.data !== undefined && !query.error;
  const before = last.about === about ? last.error : null;
  const error = query.error ?? (isAnswered ? null : before);
  if (last.about !== about || last.error !== error) setLast({ about, error });
  return { isPending: query.isPending && !error, error, retry: () => void query.refetch() };
}
