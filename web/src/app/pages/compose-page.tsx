/** A post that a person writes themselves; it ends on the card on which it is decided. */
import { Link, useNavigate } from "@tanstack/react-router";
import { useConnections } from "@/api/connections";
import { useRights } from "@/api/use-session";
import { useSteady } from "@/api/use-steady";
import { Button } from "@/components/button";
import { Empty } from "@/components/empty";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Page } from "@/components/page";
import { ComposeForm } from "@/features/compose/compose-form";
import { words } from "@/words";

export function ComposePage() {
  const connections = useConnections();
  const steady = useSteady(connections);
  const navigate = useNavigate();
  const rights = useRights();
  const said = words.compose;
  const accounts = connections.data?.filter(({ status }) => status === "active") ?? [];
  return (
    <Page title={said.page} intro={said.intro} wide>
      {steady.isPending && <Loading />}
      <Failure error={steady.error} onRetry={steady.retry} />
      {!rights.write && <p className="text-soft">{said.notAllowed}</p>}
      {rights.write && connections.data && accounts.length === 0 && (
        <Empty
          title={said.noAccount}
          hint={said.noAccountHint}
          action={
            <Button asChild look="primary">
              <Link to="/accounts">{said.noAccountDo}</Link>
            </Button>
          }
        />
      )}
      {rights.write && accounts.length > 0 && (
        <ComposeForm
          accounts={accounts}
          onAsked={({ id }) =>
            void navigate({ to: "/approvals/$approvalId", params: { approvalId: id } })
          }
        />
      )}
    </Page>
  );
}
