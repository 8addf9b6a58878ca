/** Past posts from a CSV file, for the team to learn from. */
import type { FormEvent } from "react";
import { useImport } from "@/api/history";
import type { Platform } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Field, Select } from "@/components/field";
import { Notice } from "@/components/notice";
import { words } from "@/words";

const FROM: Platform[] = ["instagram", "linkedin", "facebook"];
const REASONS_SHOWN = 5;

export function HistoryImport() {
  const said = words.brand;
  const importing = useImport();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    if (file instanceof File)
      importing.mutate({ file, platform: form.get("platform") as Platform });
  };
  const done = importing.data;
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-6">
      <div>
        <h2 className="text-lg font-semibold">{said.history}</h2>
        <p className="text-soft">{said.historyWhat}</p>
      </div>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Select label={said.historyPlatform} name="platform">
          {FROM.map((platform) => (
            <option key={platform} value={platform}>
              {words.platform[platform]}
            </option>
          ))}
        </Select>
        <Field label={said.historyFile} name="file" type="file" accept=".csv,text/csv" required />
        <Button type="submit" className="self-start" disabled={importing.isPending}>
          {importing.isPending ? said.importing : said.import}
        </Button>
      </form>
      <Failure error={importing.error} />
      {done && (
        <Notice tone={done.rejected.length ? "needs" : "out"}>
          <p>{said.imported(done.imported + done.updated, done.unchanged, done.rejected.length)}</p>
          <ul className="text-sm">
            {done.rejected.slice(0, REASONS_SHOWN).map(({ line, reason }) => (
              <li key={line}>{said.line(line, reason)}</li>
            ))}
            {done.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}
