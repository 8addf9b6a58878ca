/** Approve, Edit, Reject, Ask: within the thumb's reach while the card is on the screen. */
import { Check, MessageCircleQuestion, Pencil, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Decided } from "@/api/approvals";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { WishForm } from "@/features/approvals/wish-form";
import { words } from "@/words";

type Props = {
  /** Whether it stays in sight while the card is read; a conversation has its composer there. */
  sticky: boolean;
  busy: Decided["decision"] | null;
  problem: ReactNode;
  asked: boolean;
  /** A check stops it: approving it takes a reason. */
  stopped: boolean;
  /** Its time has passed: approving it as it is would be refused. */
  late: boolean;
  /** Somebody decided already: there is nothing left to press. */
  over: boolean;
  onEdit: () => void;
  onDecide: (decided: Decided) => void;
};

export function DecisionBar(props: Props) {
  const { sticky, busy, problem, asked, stopped, late, over, onEdit, onDecide } = props;
  const said = words.approval;
  const [open, setOpen] = useState<"reject" | "ask" | "answer" | null>(null);
  const rights = useRights();
  const close = () => setOpen(null);
  if (over) return <Frame sticky={sticky}>{problem}</Frame>;
  if (open === "reject")
    return (
      <Frame>
        <WishForm
          label={said.rejectWhy}
          hint={said.rejectSafe}
          verb={said.rejectSend}
          busyVerb={said.rejecting}
          busy={busy !== null}
          danger
          error={problem}
          onSend={(message) => onDecide({ decision: "reject", ...(message ? { message } : {}) })}
          onCancel={close}
        />
      </Frame>
    );
  if (open === "answer")
    return (
      <Frame>
        <WishForm
          label={said.answerWhy}
          hint={said.answerHint}
          verb={said.answer}
          busyVerb={said.approving}
          busy={busy !== null}
          required
          error={problem}
          onSend={(reason) => onDecide({ decision: "approve", override_safety: { reason } })}
          onCancel={close}
        />
      </Frame>
    );
  if (open === "ask")
    return (
      <Frame>
        <WishForm
          label={said.askWhat}
          hint={said.askExample}
          verb={said.askSend}
          busyVerb={said.sending}
          busy={busy !== null}
          required
          error={problem}
          onSend={(message) => {
            onDecide({ decision: "respond", message });
            close();
          }}
          onCancel={close}
        />
      </Frame>
    );
  return (
    <Frame sticky={sticky}>
      {problem}
      {asked && <Notice tone="plain">{said.askSent}</Notice>}
      {!rights.decide && (
        <p className="text-sm text-soft">{rights.write ? said.notAllowed : said.readOnly}</p>
      )}
      <div className="grid grid-cols-3 gap-2 md:flex">
        {rights.decide && (
          <>
            <Button
              look={late || stopped ? "plain" : "primary"}
              className="col-span-3 md:flex-1"
              disabled={busy !== null}
              onClick={() => (stopped ? setOpen("answer") : onDecide({ decision: "approve" }))}
            >
              <Check aria-hidden className="size-5" />
              {busy === "approve" ? said.approving : stopped ? said.answer : said.approve}
            </Button>
            <Button onClick={onEdit} disabled={busy !== null} className="px-2 whitespace-nowrap">
              <Pencil aria-hidden className="hidden size-5 md:block" />
              {said.edit}
            </Button>
            <Button
              onClick={() => setOpen("reject")}
              disabled={busy !== null}
              className="px-2 whitespace-nowrap"
            >
              <X aria-hidden className="hidden size-5 md:block" />
              {said.reject}
            </Button>
          </>
        )}
        {rights.write && (
          <Button
            onClick={() => setOpen("ask")}
            disabled={busy !== null}
            className="px-2 whitespace-nowrap"
          >
            <MessageCircleQuestion aria-hidden className="hidden size-5 md:block" />
            {said.askShort}
          </Button>
        )}
      </div>
    </Frame>
  );
}

function Frame({ sticky = false, children }: { sticky?: boolean; children: ReactNode }) {
  return (
    <div
      className={
        sticky
          ? "sticky bottom-14 flex md:bottom-0 flex-col gap-3 rounded-b-lg border-t border-line bg-surface p-4 md:px-6"
          : "flex flex-col gap-3 border-t border-line p-4 md:px-6"
      }
    >
      {children}
    </div>
  );
}
