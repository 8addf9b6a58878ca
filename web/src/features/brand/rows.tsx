/** A list of small records that can be added to and taken from: products, facts. */
import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/button";
import { Field, TextArea } from "@/components/field";
import { IconButton } from "@/components/icon-button";
import { words } from "@/words";

/** Of what a form does not show a row may hold more. */
type Row = Record<string, string | boolean | null | undefined>;
type Props<R extends Row> = {
  title: string;
  hint: string;
  add: string;
  rows: R[];
  /** `long`: more than a line of a phone, so it grows. */
  fields: { name: keyof R & string; label: string; required?: boolean; long?: boolean }[];
  empty: R;
  onChange: (rows: R[]) => void;
};

export function Rows<R extends Row>({ title, hint, add, rows, fields, empty, onChange }: Props<R>) {
  const set = (n: number, name: string, value: string) =>
    onChange(rows.map((row, at) => (at === n ? { ...row, [name]: value } : row)));
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="text-lg font-semibold">{title}</legend>
      <p className="text-soft">{hint}</p>
      {rows.map((row, n) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name until it is saved
          key={n}
          className="flex items-start gap-2 border-l-2 border-line pl-4"
        >
          <div className="grid min-w-0 flex-1 gap-3 md:grid-cols-2">
            {fields.map(({ name, label, required, long }) => {
              const shared = { label, required, value: String(row[name] ?? "") };
              return long ? (
                <TextArea
                  key={name}
                  {...shared}
                  rows={1}
                  onChange={(event) => set(n, name, event.target.value)}
                />
              ) : (
                <Field
                  key={name}
                  {...shared}
                  onChange={(event) => set(n, name, event.target.value)}
                />
              );
            })}
          </div>
          <IconButton
            label={words.common.remove(String(row[fields[0]?.name ?? ""] || n + 1))}
            icon={<Trash2 aria-hidden className="size-5" />}
            onClick={() => onChange(rows.filter((_, at) => at !== n))}
          />
        </div>
      ))}
      <Button className="self-start" onClick={() => onChange([...rows, empty])}>
        <Plus aria-hidden className="size-5" />
        {add}
      </Button>
    </fieldset>
  );
}
