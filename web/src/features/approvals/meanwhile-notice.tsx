/** Told to who is editing: what somebody else did with the post meanwhile. */
import { useApproval } from "@/api/approvals";
import { useZone } from "@/api/profile";
import type { Approval } from "@/api/types";
import { Disclosure } from "@/components/disclosure";
import { Notice } from "@/components/notice";
import { spokenInstant } from "@/components/times";
import { changedParts } from "@/features/approvals/meanwhile";
import { PostPreview } from "@/features/approvals/post-preview";
import { verdictOf } from "@/features/approvals/verdict";
import { words } from "@/words";

type Props = { begun: Approval; newest: Approval; account: string };

/** Their version can be looked at, beside what one typed oneself. */
export function Replaced({ begun, newest, account }: Props) {
  const said = words.approval;
  const decided = useApproval(begun.id).data ?? begun;
  // of several versions since then each may be somebody else's
  const isNext = newest.version === begun.version + 1;
  const who = isNext ? (decided.decided_by ?? words.chats.team) : said.somebody;
  const what = changedParts(begun, newest).map((part) => said.part[part]);
  return (
    <div className="flex flex-col gap-1">
      <Notice tone="needs">{said.replacedMeanwhile(who, what, newest.version)}</Notice>
      <Disclosure title={said.showTheirs(newest.version)}>
        <PostPreview content={newest.content} account={account} />
      </Disclosure>
    </div>
  );
}

export function Closed({ newest }: { newest: Approval }) {
  const zone = useZone();
  const said = words.approval;
  const verdict = newest.decision ? verdictOf(newest.decision) : said.superseded;
  const told = newest.decided_at
    ? said.by(verdict, newest.decided_by ?? "", spokenInstant(newest.decided_at, zone))
    : verdict;
  return <Notice tone="needs">{said.closedMeanwhile(told)}</Notice>;
}
