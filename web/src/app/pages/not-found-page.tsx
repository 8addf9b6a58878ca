/** An address that leads nowhere. */
import { Link } from "@tanstack/react-router";
import { Button } from "@/components/button";
import { Empty } from "@/components/empty";
import { Page } from "@/components/page";
import { words } from "@/words";

export function NotFoundPage() {
  return (
    <Page title={words.common.notFound}>
      <Empty
        title={words.common.notFound}
        hint={words.common.notFoundHint}
        action={
          <Button asChild look="primary">
            <Link to="/">{words.common.goToday}</Link>
          </Button>
        }
      />
    </Page>
  );
}
