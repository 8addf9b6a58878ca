/** What stands beside words and media, as far as the platform has a place for it. */
import type { Privacy } from "@/api/types";
import { Field, Select, TextArea } from "@/components/field";
import type { Fields } from "@/features/compose/draft";
import type { Place } from "@/features/compose/places";
import { words } from "@/words";

type Props = {
  fields: Fields;
  has: ReadonlySet<Place>;
  onChange: (changed: Partial<Fields>) => void;
};

export function MoreFields({ fields, has, onChange }: Props) {
  const said = words.compose;
  return (
    <>
      {has.has("hashtags") && (
        <Field
          label={said.hashtags}
          hint={said.hashtagsHint}
          value={fields.hashtags}
          onChange={({ target }) => onChange({ hashtags: target.value })}
        />
      )}
      {has.has("comment") && (
        <TextArea
          label={said.firstComment}
          hint={said.firstCommentHint}
          value={fields.comment}
          onChange={({ target }) => onChange({ comment: target.value })}
        />
      )}
      {has.has("link") && <LinkFields fields={fields} onChange={onChange} />}
      {has.has("video") && <VideoFields fields={fields} onChange={onChange} />}
      {has.has("inFeed") && (
        <Check
          label={said.inFeed}
          checked={fields.inFeed}
          onChange={(inFeed) => onChange({ inFeed })}
        />
      )}
    </>
  );
}

type PartProps = Omit<Props, "has">;

function LinkFields({ fields, onChange }: PartProps) {
  const said = words.compose;
  const { link } = fields;
  return (
    <>
      <Field
        label={said.link}
        hint={said.linkHint}
        type="url"
        inputMode="url"
        pattern="https?://.+"
        value={link.url}
        onChange={({ target }) => onChange({ link: { ...link, url: target.value } })}
      />
      {link.url && (
        <div className="grid gap-4 md:grid-cols-2">
          <Field
            label={said.linkTitle}
            value={link.title}
            onChange={({ target }) => onChange({ link: { ...link, title: target.value } })}
          />
          <Field
            label={said.linkWhat}
            value={link.description}
            onChange={({ target }) => onChange({ link: { ...link, description: target.value } })}
          />
        </div>
      )}
    </>
  );
}

function VideoFields({ fields, onChange }: PartProps) {
  const said = words.compose;
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <Select
          label={said.privacy}
          value={fields.privacy}
          onChange={({ target }) => onChange({ privacy: target.value as Privacy })}
        >
          {Object.entries(said.privacies).map(([name, word]) => (
            <option key={name} value={name}>
              {word}
            </option>
          ))}
        </Select>
        <Field
          label={said.tags}
          hint={said.tagsHint}
          value={fields.tags}
          onChange={({ target }) => onChange({ tags: target.value })}
        />
      </div>
      <Check
        label={said.forKids}
        checked={fields.forKids}
        onChange={(forKids) => onChange({ forKids })}
      />
    </>
  );
}

type CheckProps = { label: string; checked: boolean; onChange: (checked: boolean) => void };

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="checkbox"
        className="size-5 accent-accent"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}
