/** A text that was measured to do better, with what it scores; or why there is none. */
import type { ReactNode } from "react";
import type { Alignment } from "@/api/types";
import { ers } from "@/components/numbers";
import { words } from "@/words";

type Props = {
  found: Alignment;
  language?: string;
  /** Whether it is said what each of the two should reach, where that is known. */
  withExpected?: boolean;
  /** What can be done with it. */
  children: ReactNode;
};

export function Suggestion({ found, language, withExpected = false, children }: Props) {
  const said = words.engine;
  const { rewrite_suggestion: text, rewrite_score: score, rewrite_expected_ers: expected } = found;
  if (!text || score == null) return <p className="text-soft">{found.rewrite_note}</p>;
  return (
    <div className="flex flex-col items-start gap-3">
      <h3 className="font-semibold">{said.better}</h3>
      <p className="text-sm text-soft tabular-nums">
        {said.betterScores(ers(score), ers(found.resonance_score))}
        {withExpected &&
          expected &&
          ` ${said.betterReach(ers(expected.mean), ers(expected.low), ers(expected.high))}`}
      </p>
      {found.rewrite_caution && <p>{found.rewrite_caution}</p>}
      <blockquote
        lang={language}
        className="w-full border-l-2 border-line pl-3 break-words whitespace-pre-line"
      >
        {text}
      </blockquote>
      {children}
    </div>
  );
}
