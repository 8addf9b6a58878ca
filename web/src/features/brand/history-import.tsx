/** Past posts from a file: what it holds is shown and confirmed before anything is taken in. */
import { type FormEvent, useState } from "react";
import { type Asked, useImport, usePreview } from "@/api/history";
import type { Platform } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Field, Select } from "@/components/field";
import { Notice } from "@/components/notice";
import { HistoryPreview } from "@/features/brand/history-preview";
import { words } from "@/words";

const FROM: Platform[] = ["instagram", "facebook", "linkedin", "x"];
const REASONS_SHOWN = 5;

export function HistoryImport() {
  const said = words.brand;
  const [platform, setPlatform] = useState<Platform>("instagram");
  const [file, setFile] = useState<File>();
  const [mapping, setMapping] = useState<Asked>({});
  const preview = usePreview(file, platform, mapping);
  const importing = useImport();
  const done = importing.data;
  const isReady = file && preview.data && (preview.data.mapping.text || mapping.text === null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (file) importing.mutate({ file, platform, mapping });
  };
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    setMapping({});
    importing.reset();
  };
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-6">
      <div>
        <h2 className="text-lg font-semibold">{said.history}</h2>
        <p className="text-soft">{said.historyWhat}</p>
      </div>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Select
          label={said.historyPlatform}
          name="platform"
          value={platform}
          onChange={(event) => setPlatform(event.target.value as Platform)}
        >
          {FROM.map((one) => (
            <option key={one} value={one}>
              {words.platform[one]}
            </option>
          ))}
        </Select>
        <Field
          label={said.historyFile}
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,.json,.jsonl,.js,text/csv,application/json"
          onChange={(event) => choose(event.target.files?.[0])}
          required
        />
        {file && <Failure error={preview.error} />}
        {file && preview.data && !preview.error && !done && (
          <HistoryPreview
            preview={preview.data}
            asked={mapping}
            onAsk={(field, header) => setMapping({ ...mapping, [field]: header })}
          />
        )}
        <Button
          type="submit"
          className="self-start"
          disabled={importing.isPending || !isReady || done !== undefined}
        >
          {importing.isPending ? said.importing : said.import}
        </Button>
      </form>
      {importing.isPending && importing.progress && (
        <p role="status" className="text-soft tabular-nums">
          {said.importProgress(importing.progress.done, importing.progress.total)}
        </p>
      )}
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
