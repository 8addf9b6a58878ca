/** An address that leads nowhere. */
import { Link } from "@tanstack/react-router";
import { Button } from "@/components/button";
import { Page } from "@/components/page";
import { words } from "@/words";

export function NotFoundPage() {
  return (
    <Page title={words.common.notFound}>
      <p className="text-soft">{words.common.notFoundHint}</p>
      <Button asChild look="primary" className="self-start">
        <Link to="/">{words.common.goToday}</Link>
      </Button>
    </Page>
  );
}
