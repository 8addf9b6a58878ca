/** The card on which a person decides about one exact post; afterwards it says who and when. */
import { useRef, useState } from "react";
import { type Decided, useDecide } from "@/api/approvals";
import { useConnections } from "@/api/connections";
import { Problem } from "@/api/problem";
import { useZone } from "@/api/profile";
import type { Approval } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Card } from "@/components/card";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { Status } from "@/components/status";
import { spokenSlot } from "@/components/times";
import { useNow } from "@/components/use-now";
import { Cautions } from "@/features/approvals/cautions";
import { DecidedView } from "@/features/approvals/decided-view";
import { DecisionBar } from "@/features/approvals/decision-bar";
import { DecisionProblem } from "@/features/approvals/decision-problem";
import { EditForm } from "@/features/approvals/edit-form";
import { NewTime, ToAccounts } from "@/features/approvals/next-steps";
import { hasPassed } from "@/features/approvals/passed";
import { PostPreview } from "@/features/approvals/post-preview";
import { Reasons } from "@/features/approvals/reasons";
import { Variations } from "@/features/approvals/variations";
import { words } from "@/words";

type Props = {
  approval: Approval;
  /** Whether the post is shown in its conversation, where people speak of it by its number. */
  withNumber?: boolean;
  /** Whether the buttons stay in sight while the card is read. */
  sticky?: boolean;
};

/** What is being edited: one version, even when a newer one comes meanwhile. */
type Editing = { begun: Approval; text?: string };

export function ApprovalCard({ approval, withNumber = false, sticky = false }: Props) {
  const decide = useDecide();
  const sending = useRef(false);
  const [editing, setEditing] = useState<Editing | null>(null);
  const rights = useRights();
  const { account, paused, lapsed, isKnown } = useAccount(approval);
  const late = hasPassed(approval, useNow());
  const isOpen = approval.status === "open";
  const send = (decided: Decided, about = approval) => {
    // the second press of a double one comes before the button can be drawn as pressed
    if (sending.current) return;
    sending.current = true;
    decide.mutate(
      { about, decided },
      {
        onSuccess: () => setEditing(null),
        onSettled: () => {
          sending.current = false;
        },
      },
    );
  };
  const edit = (text?: string) =>
    setEditing({ begun: approval, ...(text === undefined ? {} : { text }) });
  // what was said about an older version says nothing about this one
  const isAbout = decide.variables?.about.id === approval.id;
  const refusedAs = (code: string) =>
    isAbout && decide.error instanceof Problem && decide.error.code === code;
  // nobody decides before it is said in whose name
  if (!isKnown) return <Loading />;
  if (!isOpen && !editing) {
    const arrived = isAbout && decide.variables?.decided.decision === approval.decision;
    const isLost = decide.error instanceof TypeError;
    return (
      <DecidedView
        approval={approval}
        account={account}
        withNumber={withNumber}
        problem={!(arrived && isLost) && <DecisionProblem error={decide.error} />}
      />
    );
  }
  return (
    <Card aria-label={words.approval.title(words.platform[approval.platform])}>
      <div className="flex flex-col gap-4 p-4 md:p-6">
        <Head approval={approval} account={account} late={late} withNumber={withNumber} />
        {approval.version > 1 && !editing && (
          <Notice tone="plain">{words.approval.newVersion(approval.version)}</Notice>
        )}
        {isOpen && !editing && <Cautions of={lapsed ? { ...approval, warnings: [] } : approval} />}
        {isOpen && paused && <Notice tone="needs">{words.approval.paused(account)}</Notice>}
        {isOpen && lapsed && (
          <Notice tone="needs" action={<ToAccounts />}>
            {words.approval.lapsed(account)}
          </Notice>
        )}
        {late && !editing && (
          <Notice tone="needs" action={<NewTime onEdit={() => edit()} />}>
            {words.approval.passed}
          </Notice>
        )}
        {editing ? (
          <EditForm
            begun={editing.begun}
            newest={approval}
            account={account}
            text={editing.text}
            busy={decide.isPending}
            error={decide.error}
            onSave={(edits, about) => send({ decision: "edit", edits }, about)}
            onCancel={() => setEditing(null)}
          />
        ) : (
          <>
            <PostPreview content={approval.content} account={account} />
            <div>
              <Reasons content={approval.content} isOpen={isOpen} />
              <Variations content={approval.content} onUse={rights.decide ? edit : null} />
            </div>
          </>
        )}
      </div>
      {!editing && (
        <DecisionBar
          sticky={sticky}
          busy={decide.isPending ? (decide.variables?.decided.decision ?? null) : null}
          problem={<DecisionProblem error={decide.error} onEdit={() => edit()} />}
          onEdit={() => edit()}
          onDecide={send}
          stopped={!approval.content.safety.passed && !approval.content.safety.override}
          late={late || refusedAs("in_the_past")}
          over={refusedAs("already_decided")}
          asked={isAbout && decide.isSuccess && decide.variables?.decided.decision === "respond"}
        />
      )}
    </Card>
  );
}

type HeadProps = { approval: Approval; account: string; late: boolean; withNumber: boolean };

function Head({ approval, account, late, withNumber }: HeadProps) {
  const zone = useZone();
  const said = words.approval;
  const { number } = approval.content;
  const when = approval.publish_at
    ? spokenSlot(approval.publish_at, approval.publish_at_local, zone)
    : words.approval.now;
  return (
    <header className="flex flex-col items-start gap-2">
      <div className="flex w-full items-center justify-between gap-3">
        {approval.status === "open" && <Status tone="needs" word={said.needsYou} />}
        {withNumber && number && <span className="text-sm text-soft">{said.number(number)}</span>}
      </div>
      <h2 className="text-lg font-semibold">
        {(late ? said.shouldHave : said.goesOut)(when, words.platform[approval.platform], account)}
      </h2>
    </header>
  );
}

function useAccount(approval: Approval) {
  const connections = useConnections();
  const connection = connections.data?.find(({ id }) => id === approval.connection_id);
  return {
    isKnown: !connections.isPending,
    account: connection?.account_name ?? words.platform[approval.platform],
    paused: Boolean(connection?.paused_at),
    lapsed: connection?.status === "needs_reconnect",
  };
}
