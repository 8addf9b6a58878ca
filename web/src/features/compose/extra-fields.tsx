/** What few posts need, behind one line: place, people, and how a video is filed. */
import { Disclosure } from "@/components/disclosure";
import { Field, Select } from "@/components/field";
import { Check } from "@/features/compose/check";
import { EMPTY, type Fields } from "@/features/compose/draft";
import { NamesFields, PeopleField } from "@/features/compose/people-fields";
import type { Place } from "@/features/compose/places";
import { words } from "@/words";

type Props = {
  fields: Fields;
  has: ReadonlySet<Place>;
  onChange: (changed: Partial<Fields>) => void;
};

/** Which fields each of them has, in the order in which they stand. */
const PARTS = [
  ["place", ["place"]],
  ["people", ["people"]],
  ["names", ["names"]],
  ["reel", ["inFeed"]],
  ["video", ["tags", "category"]],
] as const satisfies [Place, (keyof Fields)[]][];

export function ExtraFields({ fields, has, onChange }: Props) {
  const offered = PARTS.filter(([part]) => has.has(part));
  if (!offered.length) return null;
  const isFilled = offered.some(([, names]) => names.some((name) => !isUnsaid(fields, name)));
  const part = { fields, onChange };
  return (
    <Disclosure
      title={words.compose.more}
      aside={offered.map(([name]) => words.compose.moreOf[name]).join(", ")}
      // what was filled in before is in sight, since it goes out too
      open={isFilled}
      className="rounded-md border border-line px-4"
    >
      <div className="flex flex-col gap-4 pt-1 pb-4">
        {has.has("place") && <PlaceFields {...part} />}
        {has.has("people") && <PeopleField {...part} />}
        {has.has("names") && <NamesFields {...part} />}
        {has.has("reel") && (
          <Check
            label={words.compose.inFeed}
            checked={fields.inFeed}
            onChange={(inFeed) => onChange({ inFeed })}
          />
        )}
        {has.has("video") && <Filing {...part} />}
      </div>
    </Disclosure>
  );
}

const isUnsaid = (fields: Fields, name: keyof Fields) =>
  JSON.stringify(fields[name]) === JSON.stringify(EMPTY[name]);

type PartProps = Omit<Props, "has">;

/** Networks know a place by the number of its Page, and let no other program search for it. */
function PlaceFields({ fields, onChange }: PartProps) {
  const said = words.compose;
  const { place } = fields;
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <Field
        label={said.placeId}
        hint={said.placeHint}
        inputMode="numeric"
        value={place.id}
        onChange={({ target }) => onChange({ place: { ...place, id: target.value } })}
      />
      <Field
        label={said.placeName}
        hint={said.placeNameHint}
        value={place.name}
        onChange={({ target }) => onChange({ place: { ...place, name: target.value } })}
      />
    </div>
  );
}

/** What a video is filed under where nobody says so: "People & Blogs". */
const USUAL = "22";

function Filing({ fields, onChange }: PartProps) {
  const said = words.compose;
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <Field
        label={said.tags}
        hint={said.tagsHint}
        value={fields.tags}
        onChange={({ target }) => onChange({ tags: target.value })}
      />
      <Select
        label={said.category}
        value={fields.category}
        onChange={({ target }) => onChange({ category: target.value })}
      >
        {Object.entries(said.categories)
          .toSorted(([, one], [, other]) => one.localeCompare(other))
          .map(([number, name]) => (
            <option key={number} value={number === USUAL ? "" : number}>
              {name}
            </option>
          ))}
      </Select>
    </div>
  );
}
