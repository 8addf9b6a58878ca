/** A person's own pictures, videos and documents: handed in, and made to fit a platform. */
import { useQueries } from "@tanstack/react-query";
import { api, must } from "@/api/client";
import { ended } from "@/api/jobs";
import { problemOf } from "@/api/problem";
import { accessToken } from "@/api/session";
import type { Fitted, Format, OwnMedium, Platform } from "@/api/types";

/** How much of it has left, from 0 to 1. */
type Tell = (part: number) => void;

/** `fetch` does not say how far an upload is, so this is the older way. */
export async function upload(file: File, tell: Tell, signal: AbortSignal): Promise<OwnMedium> {
  const token = await accessToken();
  const body = new FormData();
  body.set("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/media");
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => tell(total ? loaded / total : 0);
    request.onload = () => {
      const isTaken = request.status >= 200 && request.status < 300;
      if (isTaken) resolve(request.response as OwnMedium);
      else reject(problemOf(request.status, request.response));
    };
    // as `fetch` says that nobody answers
    request.onerror = () => reject(new TypeError("no answer"));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

export type Fitting = { sha256: string; platform: Platform; format: Format; crop: boolean };

/** What fits the platform's format, of each medium: itself, or one that was made of it. */
export function useFitted(wanted: Fitting[]) {
  return useQueries({
    queries: wanted.map(({ sha256, platform, format, crop }) => ({
      queryKey: ["fitted", sha256, platform, format, crop],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Fitted> => {
        const answer = await must(
          api.POST("/api/v1/media/{sha256}/fit", {
            params: { path: { sha256 } },
            body: { platform, format, crop },
            signal,
          }),
        );
        return "job_id" in answer ? ended<Fitted>(answer.job_id, undefined, signal) : answer;
      },
      // the same bytes always fit in the same way
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  });
}
