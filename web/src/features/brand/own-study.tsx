/** Does learning from your own posts help? What a study of them found, in everyday words. */
import { useDownload } from "@/api/download";
import { useOrderStudy, useStudy } from "@/api/study";
import type { OwnStudy } from "@/api/types";
import { useRights } from "@/api/use-session";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { spokenDay } from "@/components/times";
import { words } from "@/words";

const PAGE = "/api/v1/esg/study/page";
const FILE = "study.html";

const UTC = "UTC";

export function OwnStudySection({ zone = UTC }: { zone?: string }) {
  const said = words.study;
  const found = useStudy();
  const order = useOrderStudy();
  const download = useDownload();
  const { write } = useRights();
  const study = found.data?.study;
  const isAtWork = order.isPending || Boolean(found.data?.under_way);
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-6">
      <div>
        <h2 className="text-lg font-semibold">{said.title}</h2>
        <p className="text-soft">{said.intro}</p>
      </div>
      <Failure error={found.error} onRetry={() => found.refetch()} />
      {study && <Found made={found.data?.made_at ?? ""} study={study} zone={zone} />}
      <div className="flex flex-col gap-3 md:flex-row">
        {write && (
          <Button disabled={isAtWork} onClick={() => order.mutate()}>
            {isAtWork ? said.atWork : study ? said.again : said.begin}
          </Button>
        )}
        {study && (
          <Button
            disabled={download.isPending}
            onClick={() => download.mutate({ path: PAGE, name: FILE })}
          >
            {said.figures}
          </Button>
        )}
      </div>
      {isAtWork && (
        <p role="status" className="text-sm text-soft">
          {said.takes}
        </p>
      )}
      <Failure error={order.error ?? download.error} />
    </section>
  );
}

type FoundProps = { made: string; study: NonNullable<OwnStudy["study"]>; zone: string };

function Found({ made, study, zone }: FoundProps) {
  const said = words.study;
  return (
    <div className="flex flex-col items-start gap-3">
      {study.summary.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p className="text-sm text-soft">{said.of(study.facts.used, spokenDay(made, zone))}</p>
    </div>
  );
}
