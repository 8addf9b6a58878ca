/** Takes a post that is out off its platform, or says why only its owner can do so there. */
import { ExternalLink, Trash2 } from "lucide-react";
import { useState } from "react";
import { useAct } from "@/api/publications";
import type { Connection, Publication } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Confirm } from "@/components/confirm";
import { Disclosure } from "@/components/disclosure";
import { Failure } from "@/components/failure";
import { hindranceOf } from "@/features/publications/deletable";
import { words } from "@/words";

type Props = {
  publication: Publication;
  /** undefined: the account is not there any more. */
  connection: Connection | undefined;
};

export function DeletePost({ publication, connection }: Props) {
  const rights = useRights();
  if (!rights.decide || publication.state !== "published" || publication.deleted_at) return null;
  const hindrance = hindranceOf(publication, connection);
  if (!hindrance) return <Delete publication={publication} />;
  const said = words.posts;
  const platform = words.platform[publication.platform];
  const why = {
    unnamed: said.deleteThere(platform),
    disconnected: said.deleteReconnect(platform, connection?.account_name ?? platform),
    refused: connection?.deletion_refusal ?? "",
  };
  return <How publication={publication} why={why[hindrance]} />;
}

/** Asked twice, since nothing brings it back. */
function Delete({ publication }: { publication: Publication }) {
  const act = useAct(publication.id);
  const [asking, setAsking] = useState(false);
  const said = words.posts;
  const platform = words.platform[publication.platform];
  return (
    <>
      <Failure error={act.error} />
      <Button
        look="quiet"
        className="self-start"
        disabled={act.isPending}
        onClick={() => setAsking(true)}
      >
        <Trash2 aria-hidden className="size-4" />
        {act.isPending ? said.deleting : said.deleteOn(platform)}
      </Button>
      <Confirm
        open={asking}
        question={said.deleteQuestion(platform)}
        what={said.deleteWhat(platform)}
        verb={said.deleteOn(platform)}
        onClose={() => setAsking(false)}
        onConfirm={() => act.mutate({ act: "delete" })}
      />
    </>
  );
}

function How({ publication, why }: { publication: Publication; why: string }) {
  const said = words.posts;
  return (
    <Disclosure title={<span className="text-sm text-soft">{said.deleteHow}</span>}>
      <p className="text-sm">{why}</p>
      {publication.permalink && (
        <a
          href={publication.permalink}
          target="_blank"
          rel="noreferrer noopener"
          className="inline-flex min-h-11 items-center gap-1 font-semibold text-accent"
        >
          {said.open(words.platform[publication.platform])}
          <ExternalLink aria-hidden className="size-4" />
        </a>
      )}
    </Disclosure>
  );
}
