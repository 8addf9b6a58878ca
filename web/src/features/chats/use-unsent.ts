/** What a person said and the server did not take: it goes back to where they wrote it. */
import type { Message } from "@langchain/langgraph-sdk";
import { useRef, useState } from "react";
import { keep, keptText } from "@/api/kept";
import { readSession } from "@/api/session";
import { useSession } from "@/api/use-session";

export type Unsent = {
  id: string;
  text: string;
  /** Something began after it was sent: perhaps it arrived and only the answer got lost. */
  doubted: boolean;
};

type Said = Message & { type: "human"; id: string; content: string };

/** `where`: the conversation, in which it is kept while it is on its way. */
export function useUnsent(where: string) {
  const userId = useSession()?.user.id;
  const sending = useRef<Said | null>(null);
  const [given, setGiven] = useState<Unsent | null>(() => left(userId, where));
  const [dropped, setDropped] = useState<string[]>([]);
  return {
    given,
    /** The message to show while it is on its way. */
    begin: (text: string): Said => {
      sending.current = { type: "human", content: text, id: crypto.randomUUID() };
      setGiven(null);
      keep(userId, keyOf(where), text);
      return sending.current;
    },
    arrived: () => {
      sending.current = null;
      keep(userId, keyOf(where), "");
    },
    /** A new conversation has its name before it has the message. */
    named: (name: string) => {
      keep(userId, keyOf(where), "");
      if (sending.current) keep(userId, keyOf(name), sending.current.content);
    },
    /** Whether a message was on its way when it failed. */
    failed: (): boolean => {
      const said = sending.current;
      sending.current = null;
      if (!said) return false;
      // without a session this page is gone before it could show it
      if (readSession()) keep(userId, keyOf(where), "");
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

const keyOf = (where: string) => `sending.${where}`;

/** What was on its way when the page went away: it may have arrived. */
function left(userId: string | undefined, where: string): Unsent | null {
  const text = keptText(userId, keyOf(where));
  return text ? { id: crypto.randomUUID(), text, doubted: true } : null;
}
