/** How well a text fits what moves the brand's people, and why it does not fit better. */
import type { Alignment } from "@/api/types";
import { ers } from "@/components/numbers";
import { words } from "@/words";

export function Fit({ found }: { found: Alignment }) {
  const said = words.engine;
  return (
    <>
      <div className="flex flex-col gap-1">
        <p>
          <span className="text-lg font-semibold tabular-nums">
            {said.score(ers(found.resonance_score))}
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
    </>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  if (!text) return null;
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <p>{text}</p>
    </div>
  );
}
