/** A text is tried on what is known of the brand's people, with no draft waiting. */
import { Page } from "@/components/page";
import { TryText } from "@/features/engine/try-text";
import { words } from "@/words";

export function TryPage() {
  return (
    <Page title={words.engine.tryTitle} intro={words.engine.tryIntro}>
      <TryText />
    </Page>
  );
}
