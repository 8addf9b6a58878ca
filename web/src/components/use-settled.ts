/** A value once it has stood still for a moment: not every letter is worth a request. */
import { useEffect, useState } from "react";

export function useSettled<Value>(value: Value, after_ms: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), after_ms);
    return () => clearTimeout(timer);
  }, [value, after_ms]);
  return settled;
}
