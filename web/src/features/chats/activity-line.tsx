/** What the team does, as one quiet line that can be opened. */
import { Check, Sparkle } from "lucide-react";
import type { Activity } from "@/api/thread-state";
import { Disclosure } from "@/components/disclosure";
import { words } from "@/words";

export function ActivityLine({ steps, working }: { steps: Activity[]; working: boolean }) {
  if (!steps.length)
    return working ? (
      <p role="status" className="breathing flex min-h-11 items-center gap-2 text-sm text-soft">
        <Sparkle aria-hidden className="size-4" />
        {words.chats.atWork}…
      </p>
    ) : null;
  const line = working ? `${steps.at(-1)?.text}…` : steps.map((step) => step.text).join(" · ");
  return (
    <Disclosure
      title={
        <span
          role={working ? "status" : undefined}
          className="flex items-center gap-2 text-sm font-normal text-soft"
        >
          {working ? (
            <Sparkle aria-hidden className="breathing size-4 shrink-0" />
          ) : (
            <Check aria-hidden className="size-4 shrink-0" />
          )}
          <span className="truncate">{line}</span>
        </span>
      }
      aside={words.chats.steps(steps.length)}
    >
      <ol className="flex flex-col gap-1 pb-2 pl-6 text-sm text-soft">
        {steps.map((step, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps only ever grow at the end
          <li key={n}>{step.text}</li>
        ))}
      </ol>
    </Disclosure>
  );
}
