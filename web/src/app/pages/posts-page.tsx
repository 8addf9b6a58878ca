/** Everything approved: what needs a person first, then what comes, then what was. */
import { Link } from "@tanstack/react-router";
import { PenLine } from "lucide-react";
import { useState } from "react";
import { usePublications } from "@/api/publications";
import type { Publication } from "@/api/types";
import { useRights } from "@/api/use-session";
import { useSteady } from "@/api/use-steady";
import { Button } from "@/components/button";
import { Empty } from "@/components/empty";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Page } from "@/components/page";
import { grouped } from "@/features/publications/group";
import { PublicationCard } from "@/features/publications/publication-card";
import { words } from "@/words";

/** As many of the past as a thumb likes to scroll through. */
const AT_ONCE = 20;

export function PostsPage() {
  const publications = usePublications();
  const steady = useSteady(publications);
  const [shown, setShown] = useState(AT_ONCE);
  const { needs, upcoming, past } = grouped(publications.data ?? []);
  return (
    <Page title={words.posts.title} aside={<NewPost />}>
      {steady.isPending && <Loading />}
      <Failure error={steady.error} onRetry={steady.retry} />
      {publications.data?.length === 0 && (
        <Empty
          title={words.posts.empty}
          hint={words.posts.emptyHint}
          action={
            <Button asChild look="primary">
              <Link to="/chats/$threadId" params={{ threadId: "new" }}>
                {words.posts.emptyDo}
              </Link>
            </Button>
          }
        />
      )}
      <Group title={words.posts.group.needs} publications={needs} />
      <Group title={words.posts.group.upcoming} publications={upcoming} />
      <Group title={words.posts.group.past} publications={past.slice(0, shown)} />
      {past.length > shown && (
        <Button className="self-start" onClick={() => setShown(shown + AT_ONCE)}>
          {words.posts.older}
        </Button>
      )}
    </Page>
  );
}

function NewPost() {
  if (!useRights().write) return null;
  return (
    <Button asChild>
      <Link to="/compose">
        <PenLine aria-hidden className="size-5" />
        {words.compose.begin}
      </Link>
    </Button>
  );
}

function Group({ title, publications }: { title: string; publications: Publication[] }) {
  if (!publications.length) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{title}</h2>
      {publications.map((publication) => (
        <PublicationCard key={publication.id} publication={publication} />
      ))}
    </section>
  );
}
