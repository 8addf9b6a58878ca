/** The report card's data, as the team's message carries it. */
import type { Message } from "@langchain/langgraph-sdk";
import type { Platform } from "@/api/types";

type Sentence = { text: string };

export type ReportPost = {
  number: number;
  text: string;
  platform: Platform;
  register?: string;
  published_local?: string;
  values?: Record<string, number>;
  ers?: number | null;
  expected?: { mean: number; low: number; high: number } | null;
  verdict?: string;
};

export type Report = {
  headline: string;
  sentences?: Sentence[];
  trend_sentence?: Sentence | null;
  next_step: string;
  notes?: Sentence[];
  as_of_local?: string | null;
  predictions?: { n: number; hits: number };
  posts?: ReportPost[];
  posts_left?: number;
  links?: { html?: string };
};

/** The report that comes with a message, if one does. */
export function reportOf(message: Message): Report | null {
  const report = message.additional_kwargs?.report as Partial<Report> | undefined;
  return typeof report?.headline === "string" ? (report as Report) : null;
}

/** What the card says of it in sentences. */
export function linesOf(report: Report): string[] {
  // notes stand below the posts
  const notes = report.posts?.length ? (report.notes ?? []) : [];
  const sentences = [...(report.sentences ?? []), ...notes].map(({ text }) => text);
  return [report.headline, ...sentences, report.trend_sentence?.text ?? "", report.next_step];
}
