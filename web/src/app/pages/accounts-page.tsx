/** Connected accounts, and connecting more. */
import { useConnections } from "@/api/connections";
import { useSandbox } from "@/api/info";
import type { Platform } from "@/api/types";
import { useRights } from "@/api/use-session";
import { useSteady } from "@/api/use-steady";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { Page } from "@/components/page";
import { ConnectRow } from "@/features/accounts/connect-row";
import { ConnectionCard } from "@/features/accounts/connection-card";
import { words } from "@/words";

const OFFERED: Platform[] = ["instagram", "facebook", "linkedin", "x", "youtube"];

export function AccountsPage() {
  const connections = useConnections();
  const shown = useSteady(connections);
  const rights = useRights();
  const played = useSandbox().filter((platform) => OFFERED.includes(platform));
  const kept = connections.data?.filter(({ status }) => status !== "disconnected") ?? [];
  return (
    <Page title={words.accounts.title} intro={words.accounts.intro}>
      {played.length > 0 && (
        <Notice tone="plain">
          {words.accounts.practice(words.common.listed(played.map((one) => words.platform[one])))}
        </Notice>
      )}
      {shown.isPending && <Loading />}
      <Failure error={shown.error} onRetry={shown.retry} />
      {kept.length > 0 && (
        <section className="flex flex-col gap-3">
          {kept.map((connection) => (
            <ConnectionCard key={connection.id} connection={connection} />
          ))}
        </section>
      )}
      {connections.data && (
        <section className="flex flex-col gap-3">
          <h2 className="text-lg font-semibold">
            {kept.length ? words.accounts.more : words.accounts.empty}
          </h2>
          {!rights.connect && <p className="text-soft">{words.accounts.notAllowed}</p>}
          {rights.connect &&
            OFFERED.map((platform) => (
              <ConnectRow
                key={platform}
                platform={platform}
                primary={!kept.length && platform === OFFERED[0]}
                verb={
                  kept.some((connection) => connection.platform === platform)
                    ? words.accounts.another
                    : words.accounts.connect
                }
              />
            ))}
        </section>
      )}
    </Page>
  );
}
