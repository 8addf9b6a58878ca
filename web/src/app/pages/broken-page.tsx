/** Instead of a page that failed while it was drawn. */
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { Page } from "@/components/page";
import { words } from "@/words";

export function BrokenPage() {
  return (
    <Page title={words.product}>
      <Notice
        tone="failed"
        action={<Button onClick={() => location.reload()}>{words.common.reload}</Button>}
      >
        {words.common.broken}
      </Notice>
    </Page>
  );
}
