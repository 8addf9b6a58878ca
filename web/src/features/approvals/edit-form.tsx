/** Editing in place: what a person may change, and that approval then starts over. */
import type { FormEvent } from "react";
import type { Edits } from "@/api/approvals";
import { useZone } from "@/api/profile";
import type { Approval } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Field, TextArea } from "@/components/field";
import { Notice } from "@/components/notice";
import { instantOf, WhenFields } from "@/components/when-fields";
import { words } from "@/words";

type Props = {
  approval: Approval;
  text?: string | undefined;
  busy: boolean;
  error: unknown;
  onSave: (edits: Edits) => void;
  onCancel: () => void;
};

export function EditForm({ approval, text, busy, error, onSave, onCancel }: Props) {
  const said = words.approval;
  const { content } = approval;
  const brandZone = useZone();
  const zone = approval.publish_at_local?.zone ?? brandZone;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const edits = changed(approval, new FormData(event.currentTarget), zone);
    if (Object.keys(edits).length) onSave(edits);
    else onCancel();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Notice tone="needs">{said.editRestarts}</Notice>
      <TextArea
        label={said.text}
        name="text"
        lang={content.language}
        defaultValue={text ?? content.text}
        required
        autoFocus
      />
      <Field
        label={said.hashtags}
        hint={said.hashtagsHint}
        name="hashtags"
        defaultValue={content.hashtags.join(" ")}
      />
      {content.media.length > 0 && (
        <TextArea label={said.alt} name="alt_text" defaultValue={content.alt_text ?? ""} />
      )}
      <WhenFields at={approval.publish_at} zone={zone} />
      <Failure error={error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={busy}>
          {busy ? said.saving : said.saveVersion(approval.version + 1)}
        </Button>
        <Button onClick={onCancel}>{said.discard}</Button>
      </div>
    </form>
  );
}

/** Only the fields that the person changed. */
function changed(approval: Approval, form: FormData, zone: string): Edits {
  const { content } = approval;
  const edits: Edits = {};
  const text = String(form.get("text")).replaceAll("\r\n", "\n");
  if (text !== content.text) edits.text = text;
  const tags = String(form.get("hashtags"))
    .split(/[\s,]+/)
    .filter(Boolean);
  if (tags.join(" ") !== content.hashtags.join(" ")) edits.hashtags = tags;
  const alt = form.get("alt_text");
  if (alt !== null && String(alt) !== (content.alt_text ?? ""))
    edits.alt_text = String(alt) || null;
  const at = instantOf(form, zone);
  if (!sameInstant(at, approval.publish_at)) {
    edits.publish_at = at;
    if (at) edits.publish_zone = zone;
  }
  return edits;
}

function sameInstant(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  // the input knows minutes only
  return Math.abs(Date.parse(one) - Date.parse(other)) < 60_000;
}
