/** The brand's own posts that a draft learned from: scores as bars, rank moved as an arrow. */
import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import { useZone } from "@/api/profile";
import type { Reference } from "@/api/types";
import { ers } from "@/components/numbers";
import { spokenDay } from "@/components/times";
import { words } from "@/words";

export function References({ references }: { references: Reference[] }) {
  return (
    <ol className="flex flex-col divide-y divide-line">
      {references.map((reference) => (
        <One key={reference.post_id} reference={reference} />
      ))}
    </ol>
  );
}

function One({ reference }: { reference: Reference }) {
  const zone = useZone();
  return (
    <li className="flex flex-col gap-2 py-4 first:pt-2">
      <p className="text-sm text-soft">
        {reference.rank}. {words.platform[reference.platform]}
        {reference.published_at && `, ${spokenDay(reference.published_at, zone)}`}
      </p>
      <blockquote className="border-l-2 border-line pl-3 whitespace-pre-line">
        {reference.text}
      </blockquote>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-sm">
        <Score name={words.approval.similarity} share={reference.similarity}>
          {reference.similarity.toFixed(2)}
        </Score>
        <Score name={words.approval.resonance} share={reference.ers / 100}>
          {ers(reference.ers)}
        </Score>
      </dl>
      <p className="flex items-start gap-2 text-sm">
        <Moved by={reference.rank_semantic - reference.rank} />
        <span className="min-w-0 text-soft">{reference.why}</span>
      </p>
    </li>
  );
}

function Score(props: { name: string; share: number; children: string }) {
  const width = Math.min(Math.max(props.share, 0), 1) * 100;
  return (
    <>
      <dt>{props.name}</dt>
      <dd className="contents">
        <svg aria-hidden viewBox="0 0 100 6" preserveAspectRatio="none" className="h-2 w-full">
          <rect width="100" height="6" rx="1" className="fill-quiet" />
          <rect width={width} height="6" rx="1" className="fill-accent" />
        </svg>
        <span className="tabular-nums">{props.children}</span>
      </dd>
    </>
  );
}

function Moved({ by }: { by: number }) {
  const Icon = by > 0 ? ArrowUp : by < 0 ? ArrowDown : Minus;
  const said =
    by > 0
      ? words.approval.movedUp(by)
      : by < 0
        ? words.approval.movedDown(-by)
        : words.approval.stayed;
  return (
    <span className="flex shrink-0 items-center gap-1 font-semibold">
      <Icon aria-hidden className="size-4" />
      <span aria-hidden>{by === 0 ? "" : Math.abs(by)}</span>
      <span className="sr-only">{said}: </span>
    </span>
  );
}
