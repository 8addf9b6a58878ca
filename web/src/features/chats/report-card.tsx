/** The newest report of a campaign, read top-down: what happened, what next, then the evidence. */
import { useReport } from "@/api/campaigns";
import { useZone } from "@/api/profile";
import { Card } from "@/components/card";
import { Disclosure } from "@/components/disclosure";
import { ers } from "@/components/numbers";
import { spokenInstant } from "@/components/times";
import { words } from "@/words";

type Row = {
  publication_id: string;
  platform: keyof typeof words.platform;
  text: string;
  predicted_ers: number | null;
  actual_ers: number | null;
};
type Report = {
  headline?: string;
  sentences?: string[];
  next_step?: string;
  generated_at?: string;
  rows?: Row[];
};

export function ReportCard({ campaignId }: { campaignId: string }) {
  const zone = useZone();
  const report = useReport(campaignId).data as Report | null | undefined;
  if (!report?.headline) return null;
  return (
    <Card className="flex flex-col gap-3 px-4 py-4 md:px-6" aria-label={words.report.title}>
      <p className="text-sm text-soft">
        {words.report.title}
        {report.generated_at && ` · ${spokenInstant(report.generated_at, zone)}`}
      </p>
      <h2 className="text-lg font-semibold">{report.headline}</h2>
      {report.sentences?.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {report.next_step && (
        <p>
          <span className="font-semibold">{words.report.next}:</span> {report.next_step}
        </p>
      )}
      {Boolean(report.rows?.length) && (
        <Disclosure title={words.report.evidence}>
          <Evidence rows={report.rows ?? []} />
        </Disclosure>
      )}
    </Card>
  );
}

function Evidence({ rows }: { rows: Row[] }) {
  return (
    <table className="w-full text-left">
      <thead className="text-sm text-soft">
        <tr>
          <th className="py-2 pr-3 font-normal">{words.report.post}</th>
          <th className="py-2 pr-3 text-right font-normal">{words.report.expected}</th>
          <th className="py-2 text-right font-normal">{words.report.reached}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.publication_id} className="border-t border-line align-top">
            <td className="py-2 pr-3">
              <span className="line-clamp-2">{row.text.split("\n")[0]}</span>
              <span className="text-sm text-soft">{words.platform[row.platform]}</span>
            </td>
            <td className="py-2 pr-3 text-right tabular-nums">
              {row.predicted_ers == null ? "–" : ers(row.predicted_ers)}
            </td>
            <td className="py-2 text-right tabular-nums">
              {row.actual_ers == null ? "–" : ers(row.actual_ers)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
