/** What follows a published post: each part's state, and what a person may do where one is stuck. */
import { ExternalLink } from "lucide-react";
import { useAct } from "@/api/publications";
import type { Part, Publication } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Disclosure } from "@/components/disclosure";
import { Failure } from "@/components/failure";
import { Status, type Tone } from "@/components/status";
import { words } from "@/words";

const TONES: Record<Part["state"], Tone> = {
  scheduled: "waiting",
  submitted: "waiting",
  published: "out",
  unknown: "needs",
  failed: "failed",
};

export function Parts({ publication }: { publication: Publication }) {
  const { parts, parts_told } = publication;
  if (!parts.length) return null;
  const areOut = parts.every(({ state }) => state === "published");
  return (
    <section aria-label={words.posts.parts.title}>
      <Disclosure
        // what is stuck comes into sight by itself, whenever that happens
        key={String(areOut)}
        title={parts_told ?? words.posts.parts.title}
        open={!areOut}
      >
        <ol className="flex flex-col gap-3 border-l-2 border-line pb-1 pl-4">
          {parts.map((part) => (
            <li key={part.n} className="flex flex-col gap-1">
              <One part={part} publication={publication} />
            </li>
          ))}
        </ol>
      </Disclosure>
    </section>
  );
}

type Props = { part: Part; publication: Publication };

function One({ part, publication }: Props) {
  const said = words.posts.parts;
  const name = said[part.kind](part.n);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="text-sm text-soft">{name}</span>
        <Status tone={TONES[part.state]} word={said.state[part.state]} />
      </div>
      <p className="line-clamp-2 whitespace-pre-line" lang={publication.language}>
        {part.text}
      </p>
      {part.error && part.state !== "published" && (
        <p className="text-sm text-soft">{part.error.message}</p>
      )}
      {part.permalink && !publication.deleted_at && (
        <a
          href={part.permalink}
          target="_blank"
          rel="noreferrer noopener"
          aria-label={`${said.open}: ${name}`}
          className="inline-flex min-h-11 items-center gap-1 self-start font-semibold text-accent"
        >
          {said.open}
          <ExternalLink aria-hidden className="size-4" />
        </a>
      )}
      <Ways part={part} publication={publication} />
    </>
  );
}

/** Of an unknown one a person says what became of it; a failed one is sent again, or by hand. */
function Ways({ part, publication }: Props) {
  const act = useAct(publication.id);
  const rights = useRights();
  const said = words.posts.parts;
  const { n, state } = part;
  const isStuck = state === "unknown" || state === "failed";
  if (!isStuck || !rights.decide || publication.deleted_at) return null;
  const resolve = (outcome: "published" | "not_published") =>
    act.mutate({ act: "resolve-part", n, outcome });
  return (
    <div className="flex flex-col gap-2">
      {state === "unknown" && <p className="text-sm text-soft">{said.ask}</p>}
      <Failure error={act.error} />
      <div className="flex flex-wrap gap-2">
        {state === "failed" ? (
          <>
            <Button disabled={act.isPending} onClick={() => act.mutate({ act: "retry-part", n })}>
              {act.isPending ? words.posts.retrying : said.retry}
            </Button>
            <Button look="quiet" disabled={act.isPending} onClick={() => resolve("published")}>
              {said.byHand}
            </Button>
          </>
        ) : (
          <>
            <Button disabled={act.isPending} onClick={() => resolve("published")}>
              {words.posts.isThere}
            </Button>
            <Button disabled={act.isPending} onClick={() => resolve("not_published")}>
              {words.posts.notThere}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
