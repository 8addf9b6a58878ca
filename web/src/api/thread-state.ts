/** What a conversation holds, as the server streams it. */
import type { Message } from "@langchain/langgraph-sdk";

export type Activity = { run_id: string; node: string; text: string };

export type ThreadState = {
  messages: Message[];
  campaign_id?: string | null;
  approvals?: { id: string; version: number }[];
  activity?: Activity[];
};
