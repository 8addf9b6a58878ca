/** How a file of past posts would be read: its columns to choose from, and its first posts. */
import type { ReactNode } from "react";
import type { Asked, Preview } from "@/api/history";
import { Select } from "@/components/field";
import { Notice } from "@/components/notice";
import { spokenInstant } from "@/components/times";
import { Unreadable } from "@/features/brand/unreadable";
import { words } from "@/words";

const REASONS_SHOWN = 3;
const NONE = "";
const FIELDS = Object.keys(words.brand.fields) as (keyof typeof words.brand.fields)[];

type Props = {
  preview: Preview;
  asked: Asked;
  onAsk: (field: string, header: string | null) => void;
  /** By whose clock the posts' times are shown. */
  zone: string;
  zoneChoice: ReactNode;
};

export function HistoryPreview({ preview, asked, onAsk, zone, zoneChoice }: Props) {
  const said = words.brand;
  const lacksText = !preview.mapping.text && asked.text !== null;
  const isEmpty = !lacksText && preview.rows_total <= preview.rejected_total;
  return (
    <div className="flex flex-col gap-4 rounded-md border border-line p-4">
      <div>
        <h3 className="font-semibold">{said.previewTitle}</h3>
        <p className="text-sm text-soft">
          {said.previewRows(preview.rows_total, preview.rejected_total)}
        </p>
      </div>
      {preview.rejected.length > 0 && (
        <ul className="text-sm text-soft">
          <Unreadable
            rows={preview.rejected.slice(0, REASONS_SHOWN)}
            total={preview.rejected_total}
          />
        </ul>
      )}
      {lacksText && <Notice tone="needs">{said.previewNoText}</Notice>}
      {isEmpty && <Notice tone="needs">{said.previewNothing}</Notice>}
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        {FIELDS.map((field) => (
          <Select
            key={field}
            label={said.fields[field]}
            value={preview.mapping[field] ?? NONE}
            onChange={(event) => onAsk(field, event.target.value || null)}
          >
            <option value={NONE}>{said.notInFile}</option>
            {preview.headers.filter(Boolean).map((header) => (
              <option key={header} value={header}>
                {header}
              </option>
            ))}
          </Select>
        ))}
      </div>
      {lacksText && (
        <button
          type="button"
          className="min-h-11 self-start text-left underline"
          onClick={() => onAsk("text", null)}
        >
          {said.numbersOnly}
        </button>
      )}
      {zoneChoice}
      <ul className="flex flex-col divide-y divide-line empty:hidden">
        {preview.sample.map((row) => (
          <li key={row.line} className="flex flex-col gap-1 py-2">
            <p className="line-clamp-2 break-words">{row.text || said.noText}</p>
            <p className="text-sm text-soft tabular-nums">
              {[
                row.published_at ? spokenInstant(row.published_at, zone) : said.noDate,
                said.counts(row),
              ].join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      {preview.notes.length > 0 && (
        <ul className="text-sm text-soft">
          {preview.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
