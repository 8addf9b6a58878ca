/** The typed client of /api/v1; it carries the bearer. */
import createClient from "openapi-fetch";
import { authorisedFetch } from "@/api/authorised-fetch";
import { problemOf } from "@/api/problem";
import type { paths } from "@/api/schema";

export const api = createClient<paths>({ fetch: authorisedFetch });

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer's data; a refusal is thrown as a Problem. */
export async function must<T>(asked: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await asked;
  if (!response.ok || data == null) throw problemOf(response.status, error);
  return data;
}

type Page<T> = { items: T[]; next_cursor: string | null };
const MOST_PAGES = 25;

/** Every page of a list, in the server's order. */
export async function everyPage<T>(
  read: (query: { limit: number; cursor?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  for (let n = 0; n < MOST_PAGES; n += 1) {
    const page = await read({ limit: 200, ...(cursor ? { cursor } : {}) });
    found.push(...page.items);
    if (!page.next_cursor) break;
    cursor = page.next_cursor;
  }
  return found;
}
