/** The first posts of a brand that is still little known, each trying another register. */
import { Circle, CircleCheck } from "lucide-react";
import type { Preferences, Register } from "@/api/types";
import { Disclosure } from "@/components/disclosure";
import { words } from "@/words";

type Props = { posts: Preferences["validation"]; next: Register };

export function TestPosts({ posts, next }: Props) {
  const said = words.brand;
  const done = posts.filter((post) => post.is_done).length;
  if (!posts.length) return null;
  return (
    <Disclosure
      title={said.testPosts}
      aside={said.testPostsDone(done, posts.length)}
      open={done < posts.length}
    >
      <div className="flex flex-col gap-3 pb-3">
        <p className="text-soft">
          {said.testPostsWhat} {said.triesNext(words.registers[next] ?? next)}
        </p>
        <ol className="flex flex-col gap-3">
          {posts.map((post) => (
            <One key={post.register} post={post} />
          ))}
        </ol>
      </div>
    </Disclosure>
  );
}

function One({ post }: { post: Props["posts"][number] }) {
  const said = words.brand;
  const Icon = post.is_done ? CircleCheck : Circle;
  return (
    <li className="flex gap-3">
      <Icon
        aria-hidden
        className={`mt-0.5 size-5 shrink-0 ${post.is_done ? "text-out" : "text-soft"}`}
      />
      <div className="min-w-0">
        <p>
          <span className="inline-block font-semibold first-letter:uppercase">
            {words.registers[post.register] ?? post.register}
          </span>{" "}
          <span className="text-sm text-soft">{post.is_done ? said.testDone : said.testOpen}</span>
        </p>
        {post.example && <blockquote className="text-soft">“{post.example}”</blockquote>}
      </div>
    </li>
  );
}
