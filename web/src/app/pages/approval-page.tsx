/** One post to decide on, then the next one that waits. */
import { Link, useParams } from "@tanstack/react-router";
import { useApproval, useOpenApprovals } from "@/api/approvals";
import { Problem } from "@/api/problem";
import { usePublications } from "@/api/publications";
import type { Approval } from "@/api/types";
import { useSteady } from "@/api/use-steady";
import { NotFoundPage } from "@/app/pages/not-found-page";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Page } from "@/components/page";
import { ApprovalCard } from "@/features/approvals/approval-card";
import { PublicationCard } from "@/features/publications/publication-card";
import { words } from "@/words";

export function ApprovalPage() {
  const { approvalId } = useParams({ from: "/inside/approvals/$approvalId" });
  const asked = useApproval(approvalId);
  const open = useOpenApprovals().data ?? [];
  const steady = useSteady(asked, approvalId);
  if (steady.error instanceof Problem && steady.error.status === 404) return <NotFoundPage />;
  if (!asked.data)
    return (
      <Page title={words.approval.decide}>
        {steady.isPending && <Loading />}
        <Failure error={steady.error} onRetry={steady.retry} />
      </Page>
    );
  const shown = newestOf(asked.data, open);
  const next = open.find(({ id }) => id !== shown.id);
  return (
    <Page title={words.approval.title(words.platform[shown.platform])}>
      {/* of another post nothing stays: neither a form nor what was refused about it */}
      <ApprovalCard key={shown.content.id} approval={shown} sticky />
      <Published contentId={shown.content.id} />
      <div className="flex flex-wrap gap-2">
        {next && shown.status !== "open" && (
          <Button asChild look="primary">
            <Link to="/approvals/$approvalId" params={{ approvalId: next.id }}>
              {words.approval.next}
            </Link>
          </Button>
        )}
        {shown.thread_id && (
          <Button asChild>
            <Link to="/chats/$threadId" params={{ threadId: shown.thread_id }}>
              {words.approval.openChat}
            </Link>
          </Button>
        )}
      </div>
    </Page>
  );
}

/** After an edit the question is about the newest version of the same post. */
function newestOf(asked: Approval, open: Approval[]): Approval {
  return open.find(({ content }) => content.id === asked.content.id) ?? asked;
}

function Published({ contentId }: { contentId: string }) {
  const own = usePublications().data?.filter(({ content_id }) => content_id === contentId) ?? [];
  return own.map((publication) => (
    <PublicationCard key={publication.id} publication={publication} withText={false} />
  ));
}
