/** Work that takes longer than a request: asked about until it has ended. */
import { authorisedFetch } from "@/api/authorised-fetch";
import { problemOf } from "@/api/problem";
import type { components } from "@/api/schema";

type Job = components["schemas"]["JobView"];
export type Progress = { done: number; total: number };

const LOOK_EVERY_MS = 700;

/** What the job brings: as the request that ordered it would have answered. */
export async function ended<Result>(
  id: string,
  tell: (progress: Progress) => void = () => {},
  signal?: AbortSignal,
): Promise<Result> {
  for (;;) {
    const answer = await authorisedFetch(`/api/v1/jobs/${id}`, signal ? { signal } : {});
    const said: unknown = await answer.json();
    if (!answer.ok) throw problemOf(answer.status, said);
    const job = said as Job;
    if (job.error) throw problemOf(422, { detail: job.error });
    if (job.result) return job.result as unknown as Result;
    tell({ done: job.done, total: job.total ?? 0 });
    await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
  }
}
