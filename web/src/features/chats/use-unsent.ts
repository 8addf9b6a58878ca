/** What a person said and the server did not take: it goes back to where they wrote it. */
import type { Message } from "@langchain/langgraph-sdk";
import { useRef, useState } from "react";

export type Unsent = {
  id: string;
  text: string;
  /** Something began after it was sent: perhaps it arrived and only the answer got lost. */
  doubted: boolean;
};

type Said = Message & { type: "human"; id: string; content: string };

export function useUnsent() {
  const sending = useRef<Said | null>(null);
  const [given, setGiven] = useState<Unsent | null>(null);
  const [dropped, setDropped] = useState<string[]>([]);
  return {
    given,
    /** The message to show while it is on its way. */
    begin: (text: string): Said => {
      sending.current = { type: "human", content: text, id: crypto.randomUUID() };
      setGiven(null);
      return sending.current;
    },
    arrived: () => {
      sending.current = null;
    },
    /** Whether a message was on its way when it failed. */
    failed: (): boolean => {
      const said = sending.current;
      sending.current = null;
      if (!said) return false;
      setDropped((before) => [...before, said.id]);
      setGiven({ id: said.id, text: said.content, doubted: false });
      return true;
    },
    mayHaveArrived: () => setGiven((before) => before && { ...before, doubted: true }),
    /** Take it back from the person once it is seen among what was said. */
    settle: (messages: Message[]) => {
      const last = messages.findLast(({ type }) => type === "human")?.content;
      if (given?.doubted && last === given.text) setGiven(null);
    },
    isUnsent: (id: string | undefined) => id !== undefined && dropped.includes(id),
  };
}
