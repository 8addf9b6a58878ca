/** Past posts from a file: what it holds is shown and confirmed before anything is taken in. */
import { type FormEvent, useState } from "react";
import { type Asked, useImport, usePreview } from "@/api/history";
import { useProfile } from "@/api/profile";
import type { Platform } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Field, Select } from "@/components/field";
import { HistoryDone } from "@/features/brand/history-done";
import { HistoryPreview } from "@/features/brand/history-preview";
import { ZonelessSelect } from "@/features/brand/zoneless-select";
import { words } from "@/words";

const FROM: Platform[] = ["instagram", "facebook", "linkedin", "x"];

export function HistoryImport() {
  const said = words.brand;
  const [platform, setPlatform] = useState<Platform>("instagram");
  const [file, setFile] = useState<File>();
  const [mapping, setMapping] = useState<Asked>({});
  const [chosenZone, setZone] = useState<string>();
  const brandZone = useProfile().data?.timezone ?? null;
  const reading = { platform, mapping, zone: chosenZone ?? brandZone };
  const preview = usePreview(file, reading);
  const importing = useImport();
  const done = importing.data;
  const shown = preview.error ? undefined : preview.data;
  const isReady =
    shown &&
    !preview.isPlaceholderData &&
    (shown.mapping.text || mapping.text === null) &&
    shown.rows_total > shown.rejected_total;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (file) importing.mutate({ file, ...reading });
  };
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    setMapping({});
    importing.reset();
  };
  return (
    <section id="past-posts" className="flex scroll-mt-4 flex-col gap-4 border-t border-line pt-6">
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
        {file && shown && !done && (
          <HistoryPreview
            preview={shown}
            asked={mapping}
            onAsk={(field, header) => setMapping({ ...mapping, [field]: header })}
            zone={reading.zone ?? "UTC"}
            zoneChoice={
              brandZone && (
                <ZonelessSelect
                  brandZone={brandZone}
                  zone={chosenZone ?? brandZone}
                  onChange={setZone}
                />
              )
            }
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
      {done && <HistoryDone done={done} />}
    </section>
  );
}
