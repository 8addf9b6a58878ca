/** One connected account: its state, and pausing or letting go of it. */
import { useState } from "react";
import { useDisconnect, useSetPause } from "@/api/connections";
import { useZone } from "@/api/profile";
import type { Connection } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Confirm } from "@/components/confirm";
import { Disclosure } from "@/components/disclosure";
import { Failure } from "@/components/failure";
import { Status } from "@/components/status";
import { spokenDay, spokenInstant } from "@/components/times";
import { ConnectRow } from "@/features/accounts/connect-row";
import { lapsesSoon } from "@/features/accounts/lapses";
import { PastPosts } from "@/features/accounts/past-posts";
import { WeekCard } from "@/features/accounts/week-card";
import { words } from "@/words";

export function ConnectionCard({ connection }: { connection: Connection }) {
  const rights = useRights();
  const zone = useZone();
  const pause = useSetPause(connection);
  const disconnect = useDisconnect(connection);
  const [asking, setAsking] = useState(false);
  const said = words.accounts;
  const soon = connection.status === "active" && lapsesSoon(connection, new Date());
  return (
    <Card className="flex flex-col gap-2 p-4 md:px-6">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0">
          <h2 className="font-semibold">{connection.account_name}</h2>
          <p className="text-sm text-soft">
            {words.platform[connection.platform]} · {kindOf(connection)}
          </p>
        </div>
        <StatusOf connection={connection} />
      </div>
      {connection.paused_at && (
        <p>
          {said.pausedBy(connection.paused_by ?? "", spokenInstant(connection.paused_at, zone))}
        </p>
      )}
      {connection.status === "needs_reconnect" && (
        <p>{said.lapsedWhat(words.platform[connection.platform])}</p>
      )}
      {connection.lasts_until && connection.status === "active" && (
        <Validity ends={spokenDay(connection.lasts_until, zone)} soon={soon} />
      )}
      {rights.connect && (soon || connection.status === "needs_reconnect") && (
        <ConnectRow platform={connection.platform} primary verb={said.again} />
      )}
      {rights.write && connection.status === "active" && <PastPosts connection={connection} />}
      <Disclosure title={said.week.title}>
        <WeekCard connection={connection} />
      </Disclosure>
      <Failure error={pause.error ?? disconnect.error} />
      {rights.connect && (
        <div className="flex flex-wrap gap-2">
          {(connection.status === "active" || connection.paused_at) && (
            <Button disabled={pause.isPending} onClick={() => pause.mutate(!connection.paused_at)}>
              {connection.paused_at ? said.resume : said.pause}
            </Button>
          )}
          <Button look="quiet" onClick={() => setAsking(true)}>
            {said.disconnect}
          </Button>
        </div>
      )}
      <Confirm
        open={asking}
        question={said.disconnectQuestion(connection.account_name)}
        what={said.disconnectWhat}
        verb={said.disconnect}
        onClose={() => setAsking(false)}
        onConfirm={() => disconnect.mutate()}
      />
    </Card>
  );
}

const kindOf = ({ account_kind, platform }: Connection) =>
  account_kind === "member" ? words.accounts.member : words.accounts.organization[platform];

function Validity({ ends, soon }: { ends: string; soon: boolean }) {
  const said = words.accounts;
  if (soon) return <p className="font-semibold text-needs">{said.lapsesSoon(ends)}</p>;
  return <p className="text-sm text-soft">{said.validUntil(ends)}</p>;
}

function StatusOf({ connection }: { connection: Connection }) {
  const said = words.accounts;
  if (connection.status === "needs_reconnect")
    return <Status tone="needs" word={said.needsReconnect} />;
  if (connection.paused_at) return <Status tone="paused" word={said.paused} />;
  return <Status tone="out" word={said.connected} />;
}
