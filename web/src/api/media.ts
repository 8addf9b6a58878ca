/** A medium of the workspace as an object address: it needs the bearer, which <img> cannot send. */
import { useQuery } from "@tanstack/react-query";
import { authorisedFetch } from "@/api/authorised-fetch";
import { problemOf } from "@/api/problem";

/** `wanted`: whether to fetch it; a video may be large, and not everybody looks at it. */
export function useMedium(sha256: string, wanted = true) {
  return useQuery({
    queryKey: ["media", sha256],
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    // an object address stays valid as long as the page lives, and there are few pictures
    gcTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await authorisedFetch(`/api/v1/media/${sha256}`);
      if (!answer.ok) throw problemOf(answer.status, null);
      return URL.createObjectURL(await answer.blob());
    },
  });
}
