/** Who stands on a post: by user name, or as a word of the text that stands for somebody. */
import { Plus, X } from "lucide-react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { IconButton } from "@/components/icon-button";
import type { Fields } from "@/features/compose/draft";
import { words } from "@/words";

/** As many as the server takes. */
const MOST = 50;

type Props = { fields: Fields; onChange: (changed: Partial<Fields>) => void };

export function PeopleField({ fields, onChange }: Props) {
  const said = words.compose;
  return (
    <Field
      label={said.people}
      hint={said.peopleHint}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      value={fields.people}
      onChange={({ target }) => onChange({ people: target.value })}
    />
  );
}

export function NamesFields({ fields, onChange }: Props) {
  const said = words.compose;
  // one stands ready
  const names = fields.names.length ? fields.names : [{ name: "", id: "" }];
  const change = (n: number, what: Partial<Fields["names"][number]>) =>
    onChange({ names: names.map((one, k) => (k === n ? { ...one, ...what } : one)) });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="text-sm font-semibold">{said.mentions}</legend>
      <p className="text-sm text-soft">{said.namesHint}</p>
      {names.map(({ name, id }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <div key={n} className="flex items-end gap-1 border-l-2 border-line pl-4">
          <div className="grid min-w-0 flex-1 gap-3 md:grid-cols-2">
            <Field
              label={said.nameInText}
              value={name}
              onChange={({ target }) => change(n, { name: target.value })}
            />
            <Field
              label={said.nameOf}
              autoCapitalize="none"
              spellCheck={false}
              value={id}
              onChange={({ target }) => change(n, { id: target.value })}
            />
          </div>
          {fields.names.length > 0 && (
            <IconButton
              label={words.common.remove(name || said.mention(n + 1))}
              icon={<X aria-hidden className="size-5" />}
              onClick={() => onChange({ names: names.toSpliced(n, 1) })}
            />
          )}
        </div>
      ))}
      {names.length < MOST && (
        <Button
          className="self-start"
          onClick={() => onChange({ names: [...names, { name: "", id: "" }] })}
        >
          <Plus aria-hidden className="size-5" />
          {said.addMention}
        </Button>
      )}
    </fieldset>
  );
}
