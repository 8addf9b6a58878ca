/** The posts of a report, best first: what was expected of each, and what it reached. */
import { ers } from "@/components/numbers";
import { RangeBar } from "@/components/range-bar";
import type { ReportPost } from "@/features/chats/report";
import { words } from "@/words";

export function ReportPosts({ posts, left }: { posts: ReportPost[]; left: number }) {
  return (
    <>
      <ol className="flex flex-col divide-y divide-line">
        {posts.map((post) => (
          <li key={post.number} className="flex flex-col gap-1 py-3 first:pt-1">
            <p className="flex justify-between gap-3 text-sm text-soft">
              <span>
                {words.approval.number(post.number)} · {words.platform[post.platform]}
              </span>
              {post.verdict && <span>{words.report.verdict[post.verdict] ?? ""}</span>}
            </p>
            <p className="line-clamp-2">{post.text}</p>
            <Score post={post} />
          </li>
        ))}
      </ol>
      {left > 0 && <p className="pb-2 text-sm text-soft">{words.report.left(left)}</p>}
    </>
  );
}

function Score({ post }: { post: ReportPost }) {
  const { ers: reached, expected } = post;
  if (reached == null) return null;
  return (
    <>
      {expected && <RangeBar value={reached} low={expected.low} high={expected.high} />}
      <p className="text-sm tabular-nums">
        {expected
          ? words.report.reachedOf(ers(reached), ers(expected.low), ers(expected.high))
          : words.report.reached(ers(reached))}
      </p>
    </>
  );
}
