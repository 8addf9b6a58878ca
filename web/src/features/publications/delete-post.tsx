/** Takes a post that is out off its platform, or says why that is done on the platform itself. */
import { ExternalLink, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Connection, Platform, Publication } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Confirm } from "@/components/confirm";
import { Disclosure } from "@/components/disclosure";
import { hindranceOf, isOut } from "@/features/publications/deletable";
import { words } from "@/words";

type ButtonProps = { platform: Platform; busy: boolean; onDelete: () => void };

/** Asked twice, since nothing brings it back. */
export function DeleteButton({ platform, busy, onDelete }: ButtonProps) {
  const [asking, setAsking] = useState(false);
  const said = words.posts;
  const name = words.platform[platform];
  return (
    <>
      <Button
        look="quiet"
        aria-label={busy ? undefined : said.deleteOn(name)}
        disabled={busy}
        onClick={() => setAsking(true)}
      >
        <Trash2 aria-hidden className="size-4" />
        {busy ? said.deleting : said.delete}
      </Button>
      <Confirm
        open={asking}
        question={said.deleteQuestion(name)}
        what={said.deleteWhat(name)}
        verb={said.deleteOn(name)}
        onClose={() => setAsking(false)}
        onConfirm={onDelete}
      />
    </>
  );
}

type Props = { publication: Publication; connection: Connection | undefined };

/** Where it cannot be deleted from here. */
export function HowToDelete({ publication, connection }: Props) {
  const rights = useRights();
  const hindrance = hindranceOf(publication, connection);
  if (!rights.decide || !isOut(publication) || !hindrance) return null;
  const said = words.posts;
  const platform = words.platform[publication.platform];
  const why = {
    unnamed: said.deleteThere(platform),
    disconnected: said.deleteReconnect(platform, connection?.account_name ?? platform),
    refused: connection?.deletion_refusal,
  }[hindrance];
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
          {said.open(platform)}
          <ExternalLink aria-hidden className="size-4" />
        </a>
      )}
    </Disclosure>
  );
}
