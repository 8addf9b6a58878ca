/** Past posts, from a file that is looked at first or from a connected account; long ones by a job. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { authorisedFetch } from "@/api/authorised-fetch";
import { api, must } from "@/api/client";
import { problemOf } from "@/api/problem";
import type { components } from "@/api/schema";
import type { Connection, Platform } from "@/api/types";

type Import = components["schemas"]["ImportView"];
type Job = components["schemas"]["JobView"];
export type Preview = components["schemas"]["PreviewView"];
export type Asked = Record<string, string | null>;
type Handed = { file: File; platform: Platform; mapping: Asked };
export type Progress = { done: number; total: number };

const IMPORT = "/api/v1/posts/import";
const LOOK_EVERY_MS = 700;
/** How many past posts of an account are asked for. */
const NEWEST = 500;

export function usePreview(file: File | undefined, platform: Platform, mapping: Asked) {
  return useQuery({
    queryKey: ["import-preview", file?.name, file?.size, file?.lastModified, platform, mapping],
    queryFn: () => sent<Preview>(`${IMPORT}/preview`, { file: file as File, platform, mapping }),
    enabled: file !== undefined,
    placeholderData: (before) => before,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useImport() {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const importing = useMutation({
    mutationFn: async (handed: Handed) => {
      setProgress(undefined);
      const answer = await sent<Import | { job_id: string }>(IMPORT, handed);
      return "job_id" in answer ? ended(answer.job_id, setProgress) : answer;
    },
    onSuccess: () =>
      Promise.all(["posts", "esg"].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return { ...importing, progress };
}

/** Brings an account's own posts in; `progress` says how many are read while that lasts. */
export function usePastPosts(connection: Connection) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const pulling = useMutation({
    mutationFn: async () => {
      setProgress(undefined);
      const answer = await must(
        api.POST("/api/v1/platforms/{platform}/history", {
          params: { path: { platform: connection.platform } },
          body: { connection_id: connection.id, limit: NEWEST },
        }),
      );
      return "job_id" in answer ? ended(answer.job_id, setProgress) : answer;
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["posts"] }),
        // a grant that was refused on the way has to be renewed
        queries.invalidateQueries({ queryKey: ["connections"], exact: true }),
      ]),
  });
  return { ...pulling, progress };
}

async function ended(id: string, tell: (progress: Progress) => void): Promise<Import> {
  for (;;) {
    const answer = await authorisedFetch(`/api/v1/jobs/${id}`);
    const said: unknown = await answer.json();
    if (!answer.ok) throw problemOf(answer.status, said);
    const job = said as Job;
    if (job.error) throw problemOf(422, { detail: job.error });
    if (job.result) return job.result as unknown as Import;
    tell({ done: job.done, total: job.total ?? 0 });
    await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
  }
}

async function sent<Answer>(path: string, { file, platform, mapping }: Handed): Promise<Answer> {
  const body = new FormData();
  body.set("file", file);
  body.set("platform", platform);
  if (Object.keys(mapping).length) body.set("mapping", JSON.stringify(mapping));
  const answer = await authorisedFetch(path, { method: "POST", body });
  const said: unknown = await answer.json();
  if (!answer.ok) throw problemOf(answer.status, said);
  return said as Answer;
}
