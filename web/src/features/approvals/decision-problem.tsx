/** Why a decision did not count: somebody was faster, or the post changed meanwhile. */
import { Problem } from "@/api/problem";
import { useZone } from "@/api/profile";
import { Failure } from "@/components/failure";
import { Notice } from "@/components/notice";
import { spokenInstant } from "@/components/times";
import { NewTime, ToAccounts } from "@/features/approvals/next-steps";
import { verdictOf } from "@/features/approvals/verdict";
import { words } from "@/words";

type Props = { error: unknown; onEdit?: () => void };

export function DecisionProblem({ error, onEdit }: Props) {
  const zone = useZone();
  // the answer got lost, the decision perhaps not; twice the same one counts once
  if (error instanceof TypeError)
    return <Notice tone="failed">{words.approval.notAnswered}</Notice>;
  if (!(error instanceof Problem)) return <Failure error={error} />;
  const { decided_by, decided_at, decision } = error.facts;
  if (error.code === "already_decided" && typeof decided_at === "string")
    return (
      <Notice tone="needs">
        {words.approval.conflict(
          verdictOf(String(decision ?? "")),
          String(decided_by ?? ""),
          spokenInstant(decided_at, zone),
        )}
      </Notice>
    );
  if (error.code === "version_conflict")
    return <Notice tone="needs">{words.approval.conflictVersion}</Notice>;
  if (error.code === "in_the_past" && onEdit)
    return (
      <Notice tone="needs" action={<NewTime onEdit={onEdit} />}>
        {words.approval.passed}
      </Notice>
    );
  if (error.code === "not_connected")
    return (
      <Notice tone="needs" action={<ToAccounts />}>
        {error.message}
      </Notice>
    );
  return <Failure error={error} />;
}
