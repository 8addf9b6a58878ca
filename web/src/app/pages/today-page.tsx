/** What needs the person first, then what comes; for a new account, the next step. */
import { Link, useNavigate } from "@tanstack/react-router";
import { useRights } from "@/api/use-session";
import { useSteady } from "@/api/use-steady";
import { useNeeds } from "@/app/use-needs";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Page } from "@/components/page";
import { Composer } from "@/features/chats/composer";
import { PublicationCard } from "@/features/publications/publication-card";
import { ConnectionNeeds } from "@/features/today/connection-needs";
import { FirstSteps } from "@/features/today/first-steps";
import { useFirstSteps } from "@/features/today/use-first-steps";
import { WaitingPost } from "@/features/today/waiting-post";
import { words } from "@/words";

const COMING = 3;

export function TodayPage() {
  const { asked, count, open, needs, upcoming, unwell } = useNeeds();
  const steps = useFirstSteps();
  const [first, second, third] = asked;
  const looks = [useSteady(first), useSteady(second), useSteady(third)];
  const failed = looks.find(({ error }) => error);
  if (looks.some(({ isPending }) => isPending))
    return (
      <Page title={words.today.title}>
        <Loading />
      </Page>
    );
  // "nothing waits" is only said when everything was looked at
  const rest = failed ? words.today.title : steps ? words.today.begin : words.today.nothing;
  return (
    <Page title={count ? words.today.waiting(count) : rest}>
      <Failure
        error={failed?.error}
        onRetry={() => {
          for (const { retry } of looks) retry();
        }}
      />
      {count > 0 && (
        <section aria-label={words.today.needsYou} className="flex flex-col gap-3">
          {needs.map((publication) => (
            <PublicationCard key={publication.id} publication={publication} />
          ))}
          {unwell.map((connection) => (
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
      keptAs="today"
      onSay={(say) =>
        void navigate({ to: "/chats/$threadId", params: { threadId: "new" }, state: { say } })
      }
    />
  );
}
