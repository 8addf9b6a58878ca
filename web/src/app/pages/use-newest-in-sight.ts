/** Keeps the newest message in sight while what is above it still grows, until the person moves. */
import { type RefObject, useEffect, useRef } from "react";

const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/** `newest` is scrolled to whenever `count` rises; pictures and cards may arrive later than text. */
export function useNewestInSight(
  whole: RefObject<HTMLElement | null>,
  newest: RefObject<HTMLElement | null>,
  count: number,
): void {
  const isPinned = useRef(true);
  useEffect(() => {
    if (!count || !whole.current) return;
    isPinned.current = true;
    const show = () => {
      if (isPinned.current) newest.current?.scrollIntoView({ block: "start" });
    };
    const letGo = () => {
      isPinned.current = false;
    };
    const grown = new ResizeObserver(show);
    grown.observe(whole.current);
    for (const move of MOVES) window.addEventListener(move, letGo, { passive: true });
    return () => {
      grown.disconnect();
      for (const move of MOVES) window.removeEventListener(move, letGo);
    };
  }, [count, whole, newest]);
}
