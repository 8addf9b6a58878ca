/** What to do where the brand has no posts yet by which a text could be measured. */
import { Link } from "@tanstack/react-router";
import { usePreferences } from "@/api/esg";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { words } from "@/words";

export function NoPosts() {
  const said = words.engine;
  if (usePreferences().data?.posts !== 0) return null;
  return (
    <Notice
      tone="needs"
      action={
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <Link to="/brand" hash="past-posts">
              {said.noPostsFile}
            </Link>
          </Button>
          <Button asChild>
            <Link to="/accounts">{said.noPostsAccount}</Link>
          </Button>
        </div>
      }
    >
      {said.noPosts}
    </Notice>
  );
}
