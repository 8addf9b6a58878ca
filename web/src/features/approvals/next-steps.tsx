/** The buttons that lead out of what keeps a post from being approved. */
import { Link } from "@tanstack/react-router";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { words } from "@/words";

export function NewTime({ onEdit }: { onEdit: () => void }) {
  if (!useRights().decide) return null;
  return (
    <Button look="primary" onClick={onEdit}>
      {words.approval.newTime}
    </Button>
  );
}

export function ToAccounts() {
  if (!useRights().connect) return null;
  return (
    <Button asChild>
      <Link to="/accounts">{words.today.reconnectDo}</Link>
    </Button>
  );
}
