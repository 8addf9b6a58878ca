/** What a person can do about a publication in its present state. */
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { useAct } from "@/api/publications";
import type { Connection, Publication } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Confirm } from "@/components/confirm";
import { Failure } from "@/components/failure";
import { hindranceOf, isOut, linkOf } from "@/features/publications/deletable";
import { DeleteButton } from "@/features/publications/delete-post";
import { MoveForm } from "@/features/publications/move-form";
import { words } from "@/words";

/** Before the platform has it. */
const MAY_BE_CALLED_OFF = new Set(["scheduled", "claimed", "prepared"]);
/** Over without a post: the person changes it, or lets it go. */
const LOST = new Set(["failed", "missed"]);

/** `connection`: the account that it goes out by; undefined where it is not known any more. */
type Props = { publication: Publication; connection: Connection | undefined };

export function Actions({ publication, connection }: Props) {
  const act = useAct(publication.id);
  const rights = useRights();
  const [open, setOpen] = useState<"call-off" | "move" | null>(null);
  const { state } = publication;
  const permalink = linkOf(publication);
  const lapsed = connection?.status === "needs_reconnect";
  const isLost = LOST.has(state);
  const mayCallOff = rights.decide && MAY_BE_CALLED_OFF.has(state);
  const mayDelete = rights.decide && isOut(publication) && !hindranceOf(publication, connection);
  if (!(permalink || mayCallOff || isLost || mayDelete)) return null;
  if (open === "move")
    return (
      <>
        <Failure error={act.error} />
        <MoveForm
          publication={publication}
          busy={act.isPending}
          onMove={(publish_at, zone) =>
            act.mutate({ act: "reschedule", publish_at, zone }, { onSuccess: () => setOpen(null) })
          }
          onCancel={() => setOpen(null)}
        />
      </>
    );
  return (
    <>
      <Failure error={act.error} />
      <div className="flex flex-wrap gap-2">
        {permalink && <OnPlatform publication={publication} permalink={permalink} />}
        {isLost && (
          <Lost
            publication={publication}
            lapsed={lapsed}
            busy={act.isPending}
            onRetry={() => act.mutate({ act: "retry" })}
            onMove={() => setOpen("move")}
            onLetGo={() => act.mutate({ act: "cancel" })}
          />
        )}
        {rights.decide && state === "scheduled" && (
          <Button onClick={() => setOpen("move")}>{words.posts.move}</Button>
        )}
        {mayCallOff && (
          <Button look="quiet" onClick={() => setOpen("call-off")}>
            {words.posts.cancelPost}
          </Button>
        )}
        {mayDelete && (
          <DeleteButton
            platform={publication.platform}
            busy={act.isPending}
            onDelete={() => act.mutate({ act: "delete" })}
          />
        )}
      </div>
      <Confirm
        open={open === "call-off"}
        question={words.posts.cancelQuestion}
        what={words.posts.cancelWhat}
        verb={words.posts.cancelPost}
        onClose={() => setOpen(null)}
        onConfirm={() => act.mutate({ act: "cancel" })}
      />
    </>
  );
}

function OnPlatform({ publication, permalink }: { publication: Publication; permalink: string }) {
  return (
    <Button asChild>
      <a href={permalink} target="_blank" rel="noreferrer noopener">
        {words.posts.open(words.platform[publication.platform])}
        <ExternalLink aria-hidden className="size-4" />
      </a>
    </Button>
  );
}

type LostProps = {
  publication: Publication;
  lapsed: boolean;
  busy: boolean;
  onRetry: () => void;
  onMove: () => void;
  onLetGo: () => void;
};

/** The way out that can work comes first: what a platform refuses for good is not tried again. */
function Lost({ publication, lapsed, busy, onRetry, onMove, onLetGo }: LostProps) {
  const rights = useRights();
  const { state, error, thread_id } = publication;
  const said = words.posts;
  const isForGood = state === "failed" && error?.retryable === false && !lapsed;
  const toChat = thread_id && (
    <Button key="chat" asChild look={isForGood ? "primary" : "plain"}>
      <Link to="/chats/$threadId" params={{ threadId: thread_id }}>
        {said.changeIt}
      </Link>
    </Button>
  );
  const again = rights.decide && state === "failed" && (
    <Button
      key="again"
      look={isForGood || lapsed ? "plain" : "primary"}
      disabled={busy}
      onClick={onRetry}
    >
      {busy ? said.retrying : said.retry}
    </Button>
  );
  const move = rights.decide && state === "missed" && (
    <Button key="move" look="primary" disabled={busy} onClick={onMove}>
      {words.approval.newTime}
    </Button>
  );
  return (
    <>
      {lapsed && (
        <Button asChild look="primary">
          <Link to="/accounts">{words.today.reconnectDo}</Link>
        </Button>
      )}
      {isForGood ? [toChat, again] : [move, again, !lapsed && toChat]}
      {rights.decide && (
        <Button look="quiet" disabled={busy} onClick={onLetGo}>
          {said.letGo}
        </Button>
      )}
    </>
  );
}
