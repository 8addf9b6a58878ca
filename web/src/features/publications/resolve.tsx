/** A post of which nobody knows whether it went out: a person looks, and says so. */
import { useAct } from "@/api/publications";
import type { Publication } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { words } from "@/words";

export function Resolve({ publication, account }: { publication: Publication; account: string }) {
  const act = useAct(publication.id);
  const rights = useRights();
  const said = words.posts;
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="font-semibold">{said.unknownTitle}</p>
        <p>{said.unknownSays(words.platform[publication.platform], account)}</p>
      </div>
      <Failure error={act.error} />
      {rights.decide && (
        <div className="flex flex-wrap gap-2">
          <Button
            look="primary"
            disabled={act.isPending}
            onClick={() => act.mutate({ act: "resolve", outcome: "published" })}
          >
            {said.isThere}
          </Button>
          <Button
            disabled={act.isPending}
            onClick={() => act.mutate({ act: "resolve", outcome: "not_published" })}
          >
            {said.notThere}
          </Button>
        </div>
      )}
    </div>
  );
}
