/** What can be edited beside a post's words: its title, the posts of its thread, its first comment. */
import type { Content } from "@/api/types";
import { Field, TextArea } from "@/components/field";
import { words } from "@/words";

export function FormEdits({ content }: { content: Content }) {
  const said = words.compose;
  const { form, language } = content;
  const takesTitle = form.title != null || content.platform === "youtube";
  return (
    <>
      {takesTitle && (
        <Field label={said.title} name="title" lang={language} defaultValue={form.title ?? ""} />
      )}
      {form.thread.map((part, n) => (
        <TextArea
          // biome-ignore lint/suspicious/noArrayIndexKey: a part of a thread is its place
          key={n}
          label={said.partLabel(n + 2)}
          name="thread"
          lang={language}
          defaultValue={part}
        />
      ))}
      {content.first_comment != null && (
        <TextArea
          label={said.firstComment}
          name="first_comment"
          lang={language}
          defaultValue={content.first_comment}
        />
      )}
    </>
  );
}

/** The fields that the person changed; a post of the thread that was emptied is taken out. */
export function changedForm(
  content: Content,
  given: FormData,
): { form?: Record<string, unknown>; first_comment?: string | null } {
  const form: Record<string, unknown> = {};
  const title = given.get("title");
  if (title !== null && plain(title) !== (content.form.title ?? ""))
    form.title = plain(title) || null;
  if (content.form.thread.length) {
    const thread = given.getAll("thread").map(plain).filter(Boolean);
    if (thread.join("\0") !== content.form.thread.join("\0")) form.thread = thread;
  }
  const comment = given.get("first_comment");
  const isOther = comment !== null && plain(comment) !== (content.first_comment ?? "");
  return {
    ...(Object.keys(form).length && { form }),
    ...(isOther && { first_comment: plain(comment) || null }),
  };
}

const plain = (value: FormDataEntryValue) => String(value).replaceAll("\r\n", "\n").trim();
