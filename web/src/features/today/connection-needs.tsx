/** A connection by which nothing can go out, or soon cannot. */
import { Link } from "@tanstack/react-router";
import { useSetPause } from "@/api/connections";
import { useZone } from "@/api/profile";
import type { Connection } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { spokenDay } from "@/components/times";
import { words } from "@/words";

export function ConnectionNeeds({ connection }: { connection: Connection }) {
  const pause = useSetPause(connection);
  const rights = useRights();
  const zone = useZone();
  const said = words.today;
  const account = `${connection.account_name} (${words.platform[connection.platform]})`;
  if (connection.status === "active" && connection.paused_at)
    return (
      <Notice
        tone="needs"
        action={
          rights.connect && (
            <Button disabled={pause.isPending} onClick={() => pause.mutate(false)}>
              {said.resume}
            </Button>
          )
        }
      >
        {said.pausedAccount(account)}
      </Notice>
    );
  return (
    <Notice
      tone="needs"
      action={
        <Button asChild>
          <Link to="/accounts">{said.reconnectDo}</Link>
        </Button>
      }
    >
      {connection.status === "active" && connection.lasts_until
        ? said.lapses(account, spokenDay(connection.lasts_until, zone))
        : said.reconnect(account)}
    </Notice>
  );
}
