/** Whether the device has a network at all, as far as the browser knows. */
import { useSyncExternalStore } from "react";

const TURNS = ["online", "offline"] as const;

function watch(listener: () => void): () => void {
  for (const turn of TURNS) window.addEventListener(turn, listener);
  return () => {
    for (const turn of TURNS) window.removeEventListener(turn, listener);
  };
}

export const useOnline = () => useSyncExternalStore(watch, () => navigator.onLine);
