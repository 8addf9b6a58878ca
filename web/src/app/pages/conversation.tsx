/** What was said in order, each post and plan below the message that introduced it. */
import type { Message } from "@langchain/langgraph-sdk";
import { Fragment, useRef } from "react";
import { useCampaign } from "@/api/campaigns";
import { usePublications } from "@/api/publications";
import type { ThreadState } from "@/api/thread-state";
import type { Approval } from "@/api/types";
import { useNewestInSight } from "@/app/pages/use-newest-in-sight";
import { ApprovalCard } from "@/features/approvals/approval-card";
import { type Post, postsOf } from "@/features/approvals/by-content";
import { ActivityLine } from "@/features/chats/activity-line";
import { MessageView } from "@/features/chats/message-view";
import { PlanCard } from "@/features/chats/plan-card";
import { linesOf, reportOf } from "@/features/chats/report";
import { ReportCard } from "@/features/chats/report-card";
import { withoutMoved } from "@/features/publications/group";
import { PublicationCard } from "@/features/publications/publication-card";

type Stream = {
  messages: Message[];
  values: ThreadState;
  isLoading: boolean;
};

export function Conversation({ stream, approvals }: { stream: Stream; approvals: Approval[] }) {
  const { messages, values, isLoading } = stream;
  const whole = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLDivElement>(null);
  const posts = postsOf(approvals);
  const runs = new Set(messages.map(runOf));
  const adrift = posts.filter(({ runId }) => runId === null || !runs.has(runId));
  const steps = values.activity ?? [];
  const told = runs.has(steps.at(-1)?.run_id ?? null);
  const planned = messages.find((message) => posts.some(({ runId }) => runId === runOf(message)));
  const strategy = useCampaign(values.campaign_id).data?.strategy;
  const plan = [...(strategy?.rationale ?? []), ...(strategy?.notes ?? [])];
  useNewestInSight(whole, last, messages.length);
  return (
    <div ref={whole} className="flex flex-col gap-6">
      {messages.map((message, n) => {
        const runId = runOf(message);
        const report = reportOf(message);
        const introduced = posts.filter((post) => runId !== null && post.runId === runId);
        return (
          <Fragment key={message.id ?? n}>
            {runId !== null && steps.at(-1)?.run_id === runId && (
              <ActivityLine steps={steps} working={false} />
            )}
            <div ref={n === messages.length - 1 ? last : null} className="scroll-mt-20">
              <MessageView
                message={message}
                retold={
                  report
                    ? { lines: linesOf(report), instead: <ReportCard report={report} /> }
                    : introduced.length
                      ? { lines: message === planned ? plan : [], withPosts: true }
                      : null
                }
              />
            </div>
            {message === planned && values.campaign_id && (
              <PlanCard campaignId={values.campaign_id} />
            )}
            {introduced.map((post) => (
              <PostInChat key={post.contentId} post={post} />
            ))}
          </Fragment>
        );
      })}
      {isLoading && <ActivityLine steps={told ? [] : steps} working />}
      {adrift.map((post) => (
        <PostInChat key={post.contentId} post={post} />
      ))}
    </div>
  );
}

function PostInChat({ post }: { post: Post }) {
  const publications = usePublications().data ?? [];
  const own = withoutMoved(publications).filter(({ content_id }) => content_id === post.contentId);
  return (
    <div id={`post-${post.contentId}`} className="flex scroll-mt-20 flex-col gap-2">
      <ApprovalCard approval={post.newest} withNumber />
      {own.map((publication) => (
        <PublicationCard key={publication.id} publication={publication} withText={false} />
      ))}
    </div>
  );
}

function runOf(message: Message): string | null {
  const runId = message.additional_kwargs?.run_id;
  return typeof runId === "string" ? runId : null;
}
