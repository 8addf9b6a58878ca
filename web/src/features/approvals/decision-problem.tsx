/** Why a decision did not count: somebody was faster, or the post changed meanwhile. */
import { Problem } from "@/api/problem";
import { useZone } from "@/api/profile";
import { Failure } from "@/components/failure";
import { Notice } from "@/components/notice";
import { spokenInstant } from "@/components/times";
import { verdictOf } from "@/features/approvals/verdict";
import { words } from "@/words";

export function DecisionProblem({ error }: { error: unknown }) {
  const zone = useZone();
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
  return <Failure error={error} />;
}
