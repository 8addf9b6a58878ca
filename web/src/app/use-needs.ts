/** What waits for the person, over all of the app: the same count on Today and beside its name. */
import { useOpenApprovals } from "@/api/approvals";
import { useConnections } from "@/api/connections";
import { usePublications } from "@/api/publications";
import { useNow } from "@/components/use-now";
import { grouped } from "@/features/publications/group";
import { troubled } from "@/features/today/troubled";
import { byUrgency } from "@/features/today/urgency";

export function useNeeds() {
  const approvals = useOpenApprovals();
  const publications = usePublications();
  const connections = useConnections();
  const { needs, upcoming } = grouped(publications.data ?? []);
  const open = byUrgency(approvals.data ?? []);
  const unwell = troubled(connections.data ?? [], useNow());
  return {
    asked: [approvals, publications, connections] as const,
    count: open.length + needs.length + unwell.length,
    open,
    needs,
    upcoming,
    unwell,
  };
}
