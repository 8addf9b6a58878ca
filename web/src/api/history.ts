/** Past posts, from a file that is looked at first or from a connected account; long ones by a job. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { authorisedFetch } from "@/api/authorised-fetch";
import { api, must } from "@/api/client";
import { ended, type Progress } from "@/api/jobs";
import { problemOf } from "@/api/problem";
import type { components } from "@/api/schema";
import type { Connection, Platform } from "@/api/types";

export type Import = components["schemas"]["ImportView"];
export type Preview = components["schemas"]["ImportPreviewView"];
export type Asked = Record<string, string | null>;
/** How a file is to be read: where its posts were, its columns, the zone of times without one. */
export type Reading = { platform: Platform; mapping: Asked; zone: string | null };
type Handed = Reading & { file: File };

const IMPORT = "/api/v1/posts/import";
const LINKS_STALE_MS = 60_000;
/** How many past posts of an account are asked for. */
const NEWEST = 500;

export function usePreview(file: File | undefined, reading: Reading) {
  return useQuery({
    queryKey: ["import-preview", file?.name, file?.size, file?.lastModified, reading],
    queryFn: () => sent<Preview>(`${IMPORT}/preview`, { file: file as File, ...reading }),
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
      return "job_id" in answer ? ended<Import>(answer.job_id, setProgress) : answer;
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
      return "job_id" in answer ? ended<Import>(answer.job_id, setProgress) : answer;
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

const NO_LINKS: Record<string, string> = {};

/** Where people find these posts of the brand, by id; without those of which nobody knows. */
export function usePermalinks(ids: string[]): Record<string, string> {
  const found = useQuery({
    queryKey: ["posts", "permalinks", ids],
    queryFn: async () => {
      const { items } = await must(api.GET("/api/v1/posts", { params: { query: { id: ids } } }));
      const posts = items as { id: string; permalink: string | null }[];
      return Object.fromEntries(
        posts.flatMap(({ id, permalink }) => (permalink ? [[id, permalink]] : [])),
      ) as Record<string, string>;
    },
    enabled: ids.length > 0,
    // a link that is missing is no reason to say anything
    retry: false,
    staleTime: LINKS_STALE_MS,
  });
  return found.data ?? NO_LINKS;
}

async function sent<Answer>(
  path: string,
  { file, platform, mapping, zone }: Handed,
): Promise<Answer> {
  const body = new FormData();
  body.set("file", file);
  body.set("platform", platform);
  if (Object.keys(mapping).length) body.set("mapping", JSON.stringify(mapping));
  if (zone !== null) body.set("timezone", zone);
  const answer = await authorisedFetch(path, { method: "POST", body });
  const said: unknown = await answer.json();
  if (!answer.ok) throw problemOf(answer.status, said);
  return said as Answer;
}
