/** The brand's own posts that a text is near to: scores as bars, rank moved as an arrow. */
import { ArrowDown, ArrowUp, ExternalLink, Minus } from "lucide-react";
import { usePermalinks } from "@/api/history";
import { useZone } from "@/api/profile";
import type { Reference } from "@/api/types";
import { ers } from "@/components/numbers";
import { spokenDay } from "@/components/times";
import { words } from "@/words";

export function References({ references }: { references: Reference[] }) {
  const permalinks = usePermalinks(references.map(({ post_id }) => post_id));
  return (
    <ol className="flex flex-col divide-y divide-line">
      {references.map((reference) => (
        <One
          key={reference.post_id}
          reference={reference}
          permalink={permalinks[reference.post_id]}
        />
      ))}
    </ol>
  );
}

type OneProps = { reference: Reference; permalink: string | undefined };

function One({ reference, permalink }: OneProps) {
  const zone = useZone();
  return (
    <li className="flex flex-col gap-2 py-4 first:pt-2">
      <p className="text-sm text-soft">
        {reference.rank}. {words.platform[reference.platform]}
        {reference.published_at && `, ${spokenDay(reference.published_at, zone)}`}
      </p>
      <blockquote className="border-l-2 border-line pl-3 break-words whitespace-pre-line">
        {reference.text}
      </blockquote>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-sm">
        <Score name={words.engine.similarity} share={reference.similarity}>
          {reference.similarity.toFixed(2)}
        </Score>
        <Score name={words.engine.resonance} share={reference.ers / 100}>
          {ers(reference.ers)}
        </Score>
      </dl>
      <p className="flex items-start gap-2 text-sm">
        <Moved by={reference.rank_semantic - reference.rank} />
        <span className="min-w-0 text-soft">{reference.why}</span>
      </p>
      {permalink && (
        <a
          href={permalink}
          target="_blank"
          rel="noreferrer noopener"
          className="flex min-h-11 items-center gap-2 self-start text-sm font-semibold text-accent"
        >
          <ExternalLink aria-hidden className="size-4" />
          {words.posts.open(words.platform[reference.platform])}
        </a>
      )}
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
    by > 0 ? words.engine.movedUp(by) : by < 0 ? words.engine.movedDown(-by) : words.engine.stayed;
  return (
    <span className="flex shrink-0 items-center gap-1 font-semibold">
      <Icon aria-hidden className="size-4" />
      <span aria-hidden>{by === 0 ? "" : Math.abs(by)}</span>
      <span className="sr-only">{said}: </span>
    </span>
  );
}
