/** How well a text fits, as it is typed, and a better one to take into the form; saves nothing. */
import { useState } from "react";
import { useAlign } from "@/api/esg";
import type { Alignment, Content } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { ers } from "@/components/numbers";
import { words } from "@/words";

type Props = { typed: string; content: Content; onUse: (text: string) => void };

export function TextCheck({ typed, content, onUse }: Props) {
  const said = words.approval;
  const align = useAlign();
  /** What stood in the form before the suggested text took its place. */
  const [mine, setMine] = useState<string | null>(null);
  const checked = align.variables?.draft;
  const found = align.data;
  const isUsed = mine !== null && typed === found?.rewrite_suggestion;
  const use = (suggested: string) => {
    setMine(typed);
    onUse(suggested);
  };
  return (
    <div className="flex flex-col gap-3">
      <Button
        className="self-start"
        disabled={align.isPending || !typed.trim()}
        onClick={() => align.mutate({ draft: typed, platform: content.platform })}
      >
        {said.check}
      </Button>
      <div role="status" className="flex flex-col gap-3 empty:hidden">
        {align.isPending && <p className="breathing text-soft">{said.checkingText}</p>}
        {found && isUsed && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p>{said.usedText(ers(found.rewrite_score ?? 0))}</p>
            <Button onClick={() => onUse(mine)}>{said.takeBack}</Button>
          </div>
        )}
        {found && !isUsed && checked !== typed && <p className="text-soft">{said.checkOld}</p>}
        {found && checked === typed && <Found found={found} content={content} onUse={use} />}
      </div>
      <Failure error={align.error} />
    </div>
  );
}

type FoundProps = { found: Alignment; content: Content; onUse: (text: string) => void };

function Found({ found, content, onUse }: FoundProps) {
  const said = words.approval;
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line p-4">
      <div className="flex flex-col gap-1">
        <p>
          <span className="font-semibold tabular-nums">
            {said.checkScore(ers(found.resonance_score))}
          </span>
          . {said.verdict[found.verdict]}
        </p>
        <svg aria-hidden viewBox="0 0 100 6" preserveAspectRatio="none" className="h-2 w-full">
          <rect width="100" height="6" rx="1" className="fill-quiet" />
          <rect width={found.resonance_score} height="6" rx="1" className="fill-accent" />
        </svg>
      </div>
      <Part title={said.works} text={found.what_works} />
      <Part title={said.missing} text={found.what_is_missing} />
      {found.rewrite_suggestion && found.rewrite_score != null ? (
        <div className="flex flex-col items-start gap-2">
          <p className="font-semibold">{said.better}</p>
          <p className="text-sm text-soft tabular-nums">
            {said.betterScores(ers(found.rewrite_score), ers(found.resonance_score))}
          </p>
          {found.rewrite_caution && <p>{found.rewrite_caution}</p>}
          <blockquote
            lang={content.language}
            className="border-l-2 border-line pl-3 break-words whitespace-pre-line"
          >
            {found.rewrite_suggestion}
          </blockquote>
          <Button onClick={() => onUse(found.rewrite_suggestion)}>{said.useText}</Button>
        </div>
      ) : (
        <p className="text-soft">{found.rewrite_note}</p>
      )}
      <p className="text-sm text-soft">{said.judgedBy(found.author)}</p>
    </div>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  if (!text) return null;
  return (
    <div>
      <p className="font-semibold">{title}</p>
      <p>{text}</p>
    </div>
  );
}
