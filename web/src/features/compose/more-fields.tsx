/** What stands beside words and media, as far as the platform has a place for it. */
import { Field, Select, TextArea } from "@/components/field";
import { zoneName } from "@/components/times";
import { Check } from "@/features/compose/check";
import type { Fields } from "@/features/compose/draft";
import { ExtraFields } from "@/features/compose/extra-fields";
import type { Place } from "@/features/compose/places";
import { words } from "@/words";

type Props = {
  fields: Fields;
  has: ReadonlySet<Place>;
  zone: string;
  onChange: (changed: Partial<Fields>) => void;
};

export function MoreFields({ fields, has, zone, onChange }: Props) {
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
      {has.has("link") && <LinkFields {...{ fields, has, onChange }} />}
      {has.has("video") && <Audience {...{ fields, zone, onChange }} />}
      <ExtraFields {...{ fields, has, onChange }} />
    </>
  );
}

function LinkFields({ fields, has, onChange }: Omit<Props, "zone">) {
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
      {link.url && has.has("linkWords") && (
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

/** Who sees a video, from when on, and whether children are meant. */
function Audience({ fields, zone, onChange }: Omit<Props, "has">) {
  const said = words.compose;
  const isLater = fields.privacy === "later";
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <Select
          label={said.privacy}
          value={fields.privacy}
          onChange={({ target }) => onChange({ privacy: target.value as Fields["privacy"] })}
        >
          {Object.entries({ ...said.privacies, later: said.privacyLater }).map(([name, word]) => (
            <option key={name} value={name}>
              {word}
            </option>
          ))}
        </Select>
        {isLater && (
          <Field
            label={said.publicAtIn(zoneName(zone))}
            type="datetime-local"
            required
            value={fields.shownFrom}
            onChange={({ target }) => onChange({ shownFrom: target.value })}
          />
        )}
      </div>
      <Check
        label={said.forKids}
        checked={fields.forKids}
        onChange={(forKids) => onChange({ forKids })}
      />
    </>
  );
}
