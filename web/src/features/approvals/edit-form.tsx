/** Editing in place: what a person may change, and that approval then starts over. */
import { type FormEvent, useRef, useState } from "react";
import type { Edits } from "@/api/approvals";
import { useZone } from "@/api/profile";
import type { Approval } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Field, TextArea } from "@/components/field";
import { kindOf } from "@/components/kinds";
import { Notice } from "@/components/notice";
import { instantOf, WhenFields } from "@/components/when-fields";
import { changedForm, FormEdits } from "@/features/approvals/form-edits";
import { meanwhileOf } from "@/features/approvals/meanwhile";
import { Closed, Replaced } from "@/features/approvals/meanwhile-notice";
import { TextCheck } from "@/features/approvals/text-check";
import { words } from "@/words";

type Props = {
  /** The version that the person began with: what they changed is told by it. */
  begun: Approval;
  newest: Approval;
  account: string;
  text?: string | undefined;
  busy: boolean;
  error: unknown;
  onSave: (edits: Edits, about: Approval) => void;
  onCancel: () => void;
};

export function EditForm({ begun, newest, account, text, busy, error, onSave, onCancel }: Props) {
  const said = words.approval;
  const { content } = begun;
  const brandZone = useZone();
  const zone = begun.publish_at_local?.zone ?? brandZone;
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(text ?? content.text);
  // what is being saved right now changes the post by itself
  const meanwhile = busy ? null : meanwhileOf(begun, newest);
  const save = (about: Approval) => {
    if (!form.current?.reportValidity()) return;
    const edits = changed(begun, new FormData(form.current), zone);
    if (Object.keys(edits).length) onSave(edits, about);
    else onCancel();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // over another's version only by the button that says so, never by Enter
    if (meanwhile === null) save(begun);
  };
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
      {meanwhile === null && <Notice tone="needs">{said.editRestarts}</Notice>}
      {meanwhile === "replaced" && <Replaced begun={begun} newest={newest} account={account} />}
      {meanwhile === "closed" && <Closed newest={newest} />}
      <TextArea
        label={said.text}
        name="text"
        lang={content.language}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        // of media alone there is nothing to take away
        required={content.text !== ""}
        autoFocus
      />
      <TextCheck typed={typed} content={content} onUse={setTyped} />
      <Field
        label={said.hashtags}
        hint={said.hashtagsHint}
        name="hashtags"
        defaultValue={content.hashtags.join(" ")}
      />
      {content.media.some(({ content_type }) => kindOf(content_type) === "picture") && (
        <TextArea label={said.alt} name="alt_text" defaultValue={content.alt_text ?? ""} />
      )}
      <FormEdits content={content} />
      <WhenFields at={begun.publish_at} zone={zone} />
      {meanwhile === null && <Failure error={error} />}
      <div className="flex flex-wrap gap-2">
        {meanwhile === null && (
          <Button type="submit" look="primary" disabled={busy}>
            {busy ? said.saving : said.saveVersion(begun.version + 1)}
          </Button>
        )}
        {meanwhile === "replaced" && (
          <Button onClick={() => save(newest)}>{said.putOnTop(newest.version + 1)}</Button>
        )}
        <Button onClick={onCancel}>
          {meanwhile === null ? said.discard : said.closeEdit[meanwhile]}
        </Button>
      </div>
    </form>
  );
}

/** Only the fields that the person changed. */
function changed(approval: Approval, form: FormData, zone: string): Edits {
  const { content } = approval;
  const edits: Edits = changedForm(content, form);
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
