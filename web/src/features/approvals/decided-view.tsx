/** A post that was decided on: what, by whom, when, and the post itself to open. */
import type { ReactNode } from "react";
import { useZone } from "@/api/profile";
import type { Approval } from "@/api/types";
import { Card } from "@/components/card";
import { Disclosure } from "@/components/disclosure";
import { Status, type Tone } from "@/components/status";
import { spokenInstant, spokenSlot } from "@/components/times";
import { PostPreview } from "@/features/approvals/post-preview";
import { Reasons } from "@/features/approvals/reasons";
import { verdictOf } from "@/features/approvals/verdict";
import { words } from "@/words";

type Props = {
  approval: Approval;
  account: string;
  withNumber: boolean;
  problem: ReactNode;
};

export function DecidedView({ approval, account, withNumber, problem }: Props) {
  const zone = useZone();
  const said = words.approval;
  const { number } = approval.content;
  const replaced = approval.status === "superseded" && !approval.decision;
  const when = approval.publish_at
    ? spokenSlot(approval.publish_at, approval.publish_at_local, zone)
    : said.nowShort;
  return (
    <Card
      aria-label={said.title(words.platform[approval.platform])}
      className="flex flex-col gap-2 px-4 py-3 md:px-6"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status
          tone={toneOf(approval)}
          word={replaced ? said.superseded : verdictOf(approval.decision)}
        />
        {approval.decided_at && (
          <p className="text-sm text-soft">
            {said.by(
              verdictOf(approval.decision),
              approval.decided_by ?? "",
              spokenInstant(approval.decided_at, zone),
            )}
          </p>
        )}
      </div>
      {problem}
      <p>
        {withNumber && number && `${said.number(number)}: `}
        {said.wentTo(when, words.platform[approval.platform], account)}
      </p>
      {approval.message && <p className="text-soft">“{approval.message}”</p>}
      <Disclosure title={said.showDecided}>
        <div className="flex flex-col gap-4 pt-2 pb-3">
          <PostPreview content={approval.content} account={account} />
          <Reasons content={approval.content} />
        </div>
      </Disclosure>
    </Card>
  );
}

function toneOf(approval: Approval): Tone {
  if (approval.decision === "approve") return "out";
  return approval.decision === "reject" ? "failed" : "waiting";
}
