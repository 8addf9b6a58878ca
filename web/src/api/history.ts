/** Past posts handed in as a file. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { authorisedFetch } from "@/api/authorised-fetch";
import { problemOf } from "@/api/problem";
import type { components } from "@/api/schema";
import type { Platform } from "@/api/types";

type Import = components["schemas"]["ImportView"];

export function useImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, platform }: { file: File; platform: Platform }) => {
      const body = new FormData();
      body.set("file", file);
      body.set("platform", platform);
      const answer = await authorisedFetch("/api/v1/posts/import", { method: "POST", body });
      const said: unknown = await answer.json();
      if (!answer.ok) throw problemOf(answer.status, said);
      return said as Import;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["posts"] }),
  });
}
