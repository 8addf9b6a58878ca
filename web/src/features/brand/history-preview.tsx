/** How a file of past posts would be read: its columns to choose from, and its first posts. */
import type { Asked, Preview } from "@/api/history";
import { Select } from "@/components/field";
import { Notice } from "@/components/notice";
import { words } from "@/words";

const REASONS_SHOWN = 3;
const NONE = "";
const FIELDS = Object.keys(words.brand.fields) as (keyof typeof words.brand.fields)[];

type Props = {
  preview: Preview;
  asked: Asked;
  onAsk: (field: string, header: string | null) => void;
};

export function HistoryPreview({ preview, asked, onAsk }: Props) {
  const said = words.brand;
  const lacksText = !preview.mapping.text && asked.text !== null;
  return (
    <div className="flex flex-col gap-4 rounded-md border border-line p-4">
      <div>
        <h3 className="font-semibold">{said.previewTitle}</h3>
        <p className="text-sm text-soft">
          {said.previewRows(preview.rows_total, preview.rejected_total)}
        </p>
      </div>
      {lacksText && <Notice tone="needs">{said.previewNoText}</Notice>}
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
      <ul className="flex flex-col divide-y divide-line">
        {preview.sample.map((row) => (
          <li key={row.line} className="flex flex-col gap-1 py-2">
            <p className="line-clamp-2 break-words">{row.text || said.noText}</p>
            <p className="text-sm text-soft tabular-nums">
              {[
                row.published_at?.slice(0, 16).replace("T", " ") ?? said.noDate,
                said.counts(row),
              ].join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      {(preview.rejected.length > 0 || preview.notes.length > 0) && (
        <ul className="text-sm text-soft">
          {preview.rejected.slice(0, REASONS_SHOWN).map(({ line, reason }) => (
            <li key={line}>{said.line(line, reason)}</li>
          ))}
          {preview.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
