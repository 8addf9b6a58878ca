/** What needs the person first, then what comes; for a new account, the next step. */
import { Link, useNavigate } from "@tanstack/react-router";
import { useOpenApprovals } from "@/api/approvals";
import { useConnections } from "@/api/connections";
import { usePublications } from "@/api/publications";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Loading } from "@/components/loading";
import { Page } from "@/components/page";
import { Composer } from "@/features/chats/composer";
import { grouped } from "@/features/publications/group";
import { PublicationCard } from "@/features/publications/publication-card";
import { ConnectionNeeds } from "@/features/today/connection-needs";
import { FirstSteps } from "@/features/today/first-steps";
import { troubled } from "@/features/today/troubled";
import { useFirstSteps } from "@/features/today/use-first-steps";
import { WaitingPost } from "@/features/today/waiting-post";
import { words } from "@/words";

const COMING = 3;

export function TodayPage() {
  const approvals = useOpenApprovals();
  const publications = usePublications();
  const connections = troubled(useConnections().data ?? [], new Date());
  const { needs, upcoming } = grouped(publications.data ?? []);
  const open = approvals.data ?? [];
  const steps = useFirstSteps();
  const waiting = open.length + needs.length + connections.length;
  const rest = steps ? words.today.begin : words.today.nothing;
  const title = waiting ? words.today.waiting(waiting) : rest;
  if (approvals.isPending || publications.isPending)
    return (
      <Page title={words.today.title}>
        <Loading />
      </Page>
    );
  return (
    <Page title={title}>
      {waiting > 0 && (
        <section aria-label={words.today.needsYou} className="flex flex-col gap-3">
          {needs.map((publication) => (
            <PublicationCard key={publication.id} publication={publication} />
          ))}
          {connections.map((connection) => (
            <ConnectionNeeds key={connection.id} connection={connection} />
          ))}
          {open.map((approval) => (
            <WaitingPost key={approval.id} approval={approval} />
          ))}
        </section>
      )}
      {steps && <FirstSteps done={steps} />}
      <Ask />
      {upcoming.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="text-lg font-semibold">{words.today.comingUp}</h2>
          {upcoming.slice(0, COMING).map((publication) => (
            <PublicationCard key={publication.id} publication={publication} />
          ))}
          <Button asChild look="quiet" className="self-start">
            <Link to="/posts">{words.today.showAll}</Link>
          </Button>
        </section>
      )}
    </Page>
  );
}

function Ask() {
  const navigate = useNavigate();
  if (!useRights().write) return null;
  return (
    <Composer
      label={words.today.askLabel}
      onSay={(say) =>
        void navigate({ to: "/chats/$threadId", params: { threadId: "new" }, state: { say } })
      }
    />
  );
}
