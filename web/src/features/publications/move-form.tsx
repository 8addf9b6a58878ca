/** Another time for an approved post. Whoever may decide approves it for that time by saving. */
import type { FormEvent } from "react";
import { useZone } from "@/api/profile";
import type { Publication } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { instantOf, WhenFields } from "@/components/when-fields";
import { words } from "@/words";

type Props = {
  publication: Publication;
  busy: boolean;
  onMove: (publish_at: string | null, zone: string) => void;
  onCancel: () => void;
};

export function MoveForm({ publication, busy, onMove, onCancel }: Props) {
  const brandZone = useZone();
  const rights = useRights();
  const zone = publication.publish_at_local?.zone ?? brandZone;
  const said = words.posts;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onMove(instantOf(new FormData(event.currentTarget), zone), zone);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <WhenFields at={publication.publish_at} zone={zone} now={said.moveNow} />
      <p className="text-sm text-soft">{rights.decide ? said.moveApproves : said.moveAsks}</p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={busy}>
          {busy ? said.moving : said.moveDo}
        </Button>
        <Button onClick={onCancel}>{words.common.back}</Button>
      </div>
    </form>
  );
}
