/** A file that needs the bearer, kept by the browser as a download. */
import { useMutation } from "@tanstack/react-query";
import { authorisedFetch } from "@/api/authorised-fetch";
import { problemOf } from "@/api/problem";

export function useDownload() {
  return useMutation({
    mutationFn: async ({ path, name }: { path: string; name: string }) => {
      const answer = await authorisedFetch(path);
      if (!answer.ok) throw problemOf(answer.status, await answer.json());
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
  });
}
