/** Who is signed in, and signing out, where a phone has no side bar for it; the workspace. */
import { signOut } from "@/api/session";
import { useSession } from "@/api/use-session";
import { Button } from "@/components/button";
import { words } from "@/words";

export function SignOutRow() {
  const session = useSession();
  return (
    <footer className="flex flex-col gap-2 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2 md:hidden">
        <span className="min-w-0 text-sm text-soft">
          {words.common.signedInAs(session?.user.email ?? "")}
        </span>
        <Button look="quiet" onClick={signOut}>
          {words.common.signOut}
        </Button>
      </div>
      {/* commands take it as --workspace */}
      <p className="text-sm break-all text-soft">
        {words.common.workspace} {session?.user.workspace_id}
      </p>
    </footer>
  );
}
