/** The client of the chat protocol. Only the conversation needs it: it brings much code along. */
import { Client } from "@langchain/langgraph-sdk/client";
import { authorisedFetch } from "@/api/authorised-fetch";

export const chatClient = new Client({
  apiUrl: window.location.origin,
  apiKey: null,
  callerOptions: { fetch: authorisedFetch, maxRetries: 2 },
});
