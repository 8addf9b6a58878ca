/** A decision in a word. */
import { words } from "@/words";

export function verdictOf(decision: string | null): string {
  if (decision === "approve") return words.approval.approved;
  if (decision === "edit") return words.approval.edited;
  if (decision === "reject") return words.approval.rejected;
  return words.approval.decided;
}
