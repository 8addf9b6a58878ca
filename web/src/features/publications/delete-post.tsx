/** Takes a post that is out off its platform: asked twice, since nothing brings it back. */
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useAct } from "@/api/publications";
import type { Publication } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Confirm } from "@/components/confirm";
import { Failure } from "@/components/failure";
import { words } from "@/words";

export function DeletePost({ publication }: { publication: Publication }) {
  const act = useAct(publication.id);
  const rights = useRights();
  const [asking, setAsking] = useState(false);
  const said = words.posts;
  const platform = words.platform[publication.platform];
  if (!rights.decide || publication.state !== "published" || publication.deleted_at) return null;
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
