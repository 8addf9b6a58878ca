/** How well a text fits, as it is typed, and a better one to take into the form; saves nothing. */
import { useState } from "react";
import { useAlign } from "@/api/esg";
import type { Alignment, Content } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { ers } from "@/components/numbers";
import { Fit } from "@/features/engine/fit";
import { Suggestion } from "@/features/engine/suggestion";
import { words } from "@/words";

type Props = { typed: string; content: Content; onUse: (text: string) => void };

export function TextCheck({ typed, content, onUse }: Props) {
  const said = words.engine;
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
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line p-4">
      <Fit found={found} />
      <Suggestion found={found} language={content.language}>
        <Button onClick={() => onUse(found.rewrite_suggestion)}>{words.engine.useText}</Button>
      </Suggestion>
      <p className="text-sm text-soft">{words.engine.judgedBy(found.author)}</p>
    </div>
  );
}
