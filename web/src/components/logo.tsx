/** The product's mark and name. */
import { words } from "@/words";

export function Logo() {
  return (
    <span className="flex items-center gap-2 text-lg font-semibold">
      <img src="/icon.svg" alt="" className="size-8" />
      {words.product}
    </span>
  );
}
