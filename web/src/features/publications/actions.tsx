/** What a person can do about a publication in its present state. */
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { useAsked } from "@/api/approvals";
import { useAct } from "@/api/publications";
import type { Publication } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Confirm } from "@/components/confirm";
import { Failure } from "@/components/failure";
import { words } from "@/words";

/** Before the platform has it. */
const MAY_BE_CALLED_OFF = new Set(["scheduled", "claimed", "prepared"]);
/** Over without a post: the person changes it, or lets it go. */
const LOST = new Set(["failed", "missed"]);

export function Actions({ publication }: { publication: Publication }) {
  const act = useAct(publication.id);
  const rights = useRights();
  const [asking, setAsking] = useState(false);
  const said = words.posts;
  const { state, permalink } = publication;
  const isLost = LOST.has(state);
  const mayCallOff = rights.decide && MAY_BE_CALLED_OFF.has(state);
  if (!(permalink || mayCallOff || isLost)) return null;
  return (
    <>
      <Failure error={act.error} />
      <div className="flex flex-wrap gap-2">
        {permalink && (
          <Button asChild>
            <a href={permalink} target="_blank" rel="noreferrer noopener">
              {said.open(words.platform[publication.platform])}
              <ExternalLink aria-hidden className="size-4" />
            </a>
          </Button>
        )}
        {rights.decide && state === "failed" && (
          <Button disabled={act.isPending} onClick={() => act.mutate({ act: "retry" })}>
            {act.isPending ? said.retrying : said.retry}
          </Button>
        )}
        {isLost && <ToConversation approvalId={publication.approval_id} />}
        {isLost && rights.decide && (
          <Button
            look="quiet"
            disabled={act.isPending}
            onClick={() => act.mutate({ act: "cancel" })}
          >
            {said.letGo}
          </Button>
        )}
        {mayCallOff && <Button onClick={() => setAsking(true)}>{said.cancelPost}</Button>}
      </div>
      <Confirm
        open={asking}
        question={said.cancelQuestion}
        what={said.cancelWhat}
        verb={said.cancelPost}
        onClose={() => setAsking(false)}
        onConfirm={() => act.mutate({ act: "cancel" })}
      />
    </>
  );
}

function ToConversation({ approvalId }: { approvalId: string }) {
  const threadId = useAsked(approvalId).data?.thread_id;
  if (!threadId) return null;
  return (
    <Button asChild>
      <Link to="/chats/$threadId" params={{ threadId }}>
        {words.posts.changeIt}
      </Link>
    </Button>
  );
}
