/** In which languages the brand posts. */
import { words } from "@/words";

const OFFERED = [
  { code: "en", name: words.brand.english },
  { code: "hi", name: words.brand.hindi },
];

type Props = { languages: string[]; onChange: (languages: string[]) => void };

export function Languages({ languages, onChange }: Props) {
  const toggle = (code: string, on: boolean) =>
    onChange(on ? [...languages, code] : languages.filter((one) => one !== code));
  return (
    <fieldset>
      <legend className="text-sm font-semibold">{words.brand.languages}</legend>
      <div className="flex flex-wrap gap-x-6">
        {OFFERED.map(({ code, name }) => (
          <label key={code} className="flex min-h-11 items-center gap-2">
            <input
              type="checkbox"
              className="size-5 accent-accent"
              checked={languages.includes(code)}
              onChange={(event) => toggle(code, event.target.checked)}
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
