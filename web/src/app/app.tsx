/** The whole app: who is signed in, what was read, where we are. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useMemo } from "react";
import { Problem } from "@/api/problem";
import { useSession } from "@/api/use-session";
import { router } from "@/app/router";

export function App() {
  const userId = useSession()?.user.id;
  // another person never sees what was read for the one before
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id is the reason for a new one
  const queries = useMemo(newQueries, [userId]);
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}

function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // without a network a request fails at once: it neither waits in silence nor, worse, goes
      // out later, when the person has long turned to something else
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        staleTime: 1_000,
        // what was refused is refused again; what did not arrive may arrive
        retry: (failures, error) =>
          failures < 2 && !(error instanceof Problem && error.status < 500),
      },
    },
  });
}
