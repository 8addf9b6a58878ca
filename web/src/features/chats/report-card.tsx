/** A report as it comes with a message: what happened, is it better, what next, then the numbers. */
import { Download } from "lucide-react";
import { useDownload } from "@/api/download";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Disclosure } from "@/components/disclosure";
import { Failure } from "@/components/failure";
import type { Report } from "@/features/chats/report";
import { ReportPosts } from "@/features/chats/report-posts";
import { words } from "@/words";

export function ReportCard({ report }: { report: Report }) {
  const said = words.report;
  const download = useDownload();
  const page = report.links?.html;
  return (
    <Card className="flex flex-col gap-3 px-4 py-4 md:px-6" aria-label={said.title}>
      <p className="text-sm text-soft">
        {said.title}
        {report.as_of_local && ` · ${said.asOf(report.as_of_local)}`}
      </p>
      <h2 className="text-lg font-semibold">{report.headline}</h2>
      {report.sentences?.map(({ text }) => (
        <p key={text}>{text}</p>
      ))}
      {report.trend_sentence && (
        <p>
          <span className="font-semibold">{said.better}</span> {report.trend_sentence.text}
        </p>
      )}
      <p className="rounded-md bg-accent-quiet px-4 py-3">
        <span className="font-semibold">{said.next}:</span> {report.next_step}
      </p>
      {Boolean(report.posts?.length) && (
        <Disclosure title={said.evidence} aside={foretold(report)}>
          <ReportPosts posts={report.posts ?? []} left={report.posts_left ?? 0} />
          {report.notes?.map(({ text }) => (
            <p key={text} className="pb-2 text-sm text-soft">
              {text}
            </p>
          ))}
        </Disclosure>
      )}
      {page && (
        <Button
          className="self-start"
          disabled={download.isPending}
          onClick={() => download.mutate({ path: page, name: said.file })}
        >
          <Download aria-hidden className="size-5" />
          {said.download}
        </Button>
      )}
      <Failure error={download.error} />
    </Card>
  );
}

function foretold({ predictions }: Report): string | undefined {
  return predictions?.n ? words.report.hits(predictions.hits, predictions.n) : undefined;
}
