/** `fetch` with the bearer of whoever is signed in; a refused token is renewed once. */
import { accessToken, renewed } from "@/api/session";

export async function authorisedFetch(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  const request = new Request(input, init);
  const token = await accessToken();
  const again = request.clone();
  const answer = await fetch(withToken(request, token));
  if (answer.status !== 401 || !token) return answer;
  const fresh = await renewed(token);
  return fresh ? fetch(withToken(again, fresh)) : answer;
}

function withToken(request: Request, token: string | null): Request {
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}
