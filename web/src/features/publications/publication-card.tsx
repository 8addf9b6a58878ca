/** What became of an approved post: its state as it changes, and what a person may do about it. */
import { useConnections } from "@/api/connections";
import { useZone } from "@/api/profile";
import type { Publication } from "@/api/types";
import { Card } from "@/components/card";
import { Disclosure } from "@/components/disclosure";
import { Status } from "@/components/status";
import { spokenInstant, spokenSlot } from "@/components/times";
import { useNow } from "@/components/use-now";
import { Actions } from "@/features/publications/actions";
import { HowToDelete } from "@/features/publications/delete-post";
import { type Told, toldHistory } from "@/features/publications/history";
import { Numbers } from "@/features/publications/numbers";
import { Parts } from "@/features/publications/parts";
import { Resolve } from "@/features/publications/resolve";
import { toneOf } from "@/features/publications/state-tone";
import { words } from "@/words";

/** What comes within it is not worth a time. */
const SOON_MS = 60_000;

type Props = { publication: Publication; withText?: boolean };

export function PublicationCard({ publication, withText = true }: Props) {
  const connections = useConnections();
  const connection = connections.data?.find(({ id }) => id === publication.connection_id);
  const account = connection?.account_name ?? words.platform[publication.platform];
  const { state } = publication;
  return (
    <Card className="flex flex-col gap-2 px-4 py-3 md:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <Status
          tone={publication.deleted_at ? "waiting" : toneOf(state)}
          word={wordOf(publication)}
        />
        <span className="text-sm text-soft">
          {words.platform[publication.platform]} · {account}
        </span>
      </div>
      {withText && <FirstWords publication={publication} />}
      <Says publication={publication} />
      <Warnings publication={publication} />
      {state === "unknown" && <Resolve publication={publication} account={account} />}
      {state === "published" && <Numbers newest={publication.metrics} />}
      <Parts publication={publication} />
      <Actions publication={publication} connection={connection} />
      {connections.data && <HowToDelete publication={publication} connection={connection} />}
      <History publication={publication} />
    </Card>
  );
}

function wordOf({ state, moved, deleted_at }: Publication): string {
  if (deleted_at) return words.posts.deleted;
  return moved ? words.posts.moved : words.posts.state[state];
}

/** What may keep it from going out at its time. */
function Warnings({ publication }: { publication: Publication }) {
  return publication.warnings.map((warning) => (
    <p key={warning} className="font-semibold text-needs">
      {warning}
    </p>
  ));
}

function FirstWords({ publication }: { publication: Publication }) {
  return (
    <p className="line-clamp-3 font-semibold" lang={publication.language}>
      {publication.opening || words.compose.noWords}
    </p>
  );
}

function Says({ publication }: { publication: Publication }) {
  const zone = useZone();
  const now = useNow();
  const { state, error, published_at, publish_at, due_at } = publication;
  const waitsUntil = due_at && Date.parse(due_at) > now.getTime() + SOON_MS ? due_at : null;
  const said = words.posts;
  if (state === "unknown") return null;
  if (publication.deleted_at)
    return (
      <p className="text-soft">{said.deletedAt(spokenInstant(publication.deleted_at, zone))}</p>
    );
  if (state === "published" && published_at)
    return <p>{said.publishedAt(spokenInstant(published_at, zone))}</p>;
  if (state === "cancelled")
    return <p className="text-soft">{publication.moved ? said.movedSays : said.cancelledSays}</p>;
  if (state === "missed") return <p>{said.missedSays}</p>;
  if (state === "failed") return <p>{error?.message ?? words.common.unexpected}</p>;
  if (state !== "scheduled") return <p className="breathing text-soft">{said.going}…</p>;
  return (
    <>
      <p>
        {publish_at
          ? said.scheduledFor(spokenSlot(publish_at, publication.publish_at_local, zone))
          : waitsUntil
            ? said.waitsUntil(spokenInstant(waitsUntil, zone))
            : said.soon}
      </p>
      {error && <p className="text-soft">{error.message}</p>}
    </>
  );
}

const entryWord = ({ state }: Told): string =>
  state === "deleted" ? words.posts.deleted : words.posts.state[state];

function History({ publication }: { publication: Publication }) {
  const zone = useZone();
  const told = toldHistory(publication);
  if (told.length < 2) return null;
  return (
    <Disclosure title={<span className="text-sm text-soft">{words.posts.history}</span>}>
      <ol className="flex flex-col gap-2 pb-2 text-sm">
        {told.map((entry) => (
          <li key={`${entry.at} ${entry.state}`}>
            <span className="font-semibold">{entryWord(entry)}</span>
            {entry.at && <span className="text-soft"> · {spokenInstant(entry.at, zone)}</span>}
            {entry.detail && entry.detail !== `${entryWord(entry)}.` && (
              <span className="block text-soft">{entry.detail}</span>
            )}
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
