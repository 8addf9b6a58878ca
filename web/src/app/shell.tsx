/** The frame around every page: five places, at the bottom of a phone, at the side of a desktop. */
import { Link, Outlet, useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { CalendarDays, Link2, LogOut, MessageSquare, Send, Store, WifiOff } from "lucide-react";
import { useEffect, useId } from "react";
import { Live } from "@/api/live";
import { hasLapsed, signOut } from "@/api/session";
import { useOnline } from "@/api/use-online";
import { useSession } from "@/api/use-session";
import { useNeeds } from "@/app/use-needs";
import { classNames } from "@/components/class-names";
import { Logo } from "@/components/logo";
import { RecentChats } from "@/features/chats/recent-chats";
import { words } from "@/words";

const PLACES = [
  { to: "/", icon: CalendarDays, word: words.nav.today },
  { to: "/chats", icon: MessageSquare, word: words.nav.chats },
  { to: "/posts", icon: Send, word: words.nav.posts },
  { to: "/brand", icon: Store, word: words.nav.brand },
  { to: "/accounts", icon: Link2, word: words.nav.accounts },
] as const;

export function Shell() {
  const session = useSession();
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    if (session) return;
    const search = hasLapsed() ? { back: router.state.location.href, ended: true } : {};
    void navigate({ to: "/sign-in", search });
  }, [session, navigate, router]);
  if (!session) return null;
  return (
    <Live>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-4 py-3 text-accent-ink focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {words.nav.skip}
      </a>
      <div className="flex min-h-dvh flex-col md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
        <Side />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          <Offline />
          <Outlet />
        </main>
        <Bottom />
      </div>
    </Live>
  );
}

/** Over every page, so that nobody takes what is old for what is true. */
function Offline() {
  const { threadId } = useParams({ strict: false });
  if (useOnline()) return null;
  return (
    <p
      role="alert"
      className={classNames(
        "flex items-center gap-3 border-b border-needs bg-needs-quiet px-4 py-3 text-sm md:px-8",
        // a conversation has its own head there
        !threadId && "sticky top-0 z-20",
      )}
    >
      <WifiOff aria-hidden className="size-5 shrink-0 text-needs" />
      {words.common.noNetwork}
    </p>
  );
}

function Side() {
  const session = useSession();
  const { count } = useNeeds();
  return (
    <div className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-r border-line bg-quiet px-3 py-6 md:flex">
      <div className="px-3">
        <Logo />
      </div>
      <nav aria-label={words.nav.label} className="flex flex-col gap-1">
        {PLACES.map((place) => (
          <Place key={place.to} {...place} count={count} wide />
        ))}
      </nav>
      <RecentChats />
      <div className="mt-auto flex flex-col gap-1 px-3 text-sm text-soft">
        <span className="truncate">{session?.user.name || session?.user.email}</span>
        <button
          type="button"
          onClick={signOut}
          className="flex min-h-11 items-center gap-2 self-start font-semibold hover:text-ink"
        >
          <LogOut aria-hidden className="size-4" />
          {words.common.signOut}
        </button>
      </div>
    </div>
  );
}

function Bottom() {
  const { threadId } = useParams({ strict: false });
  const { count } = useNeeds();
  // inside a conversation the composer has the thumb's place, and "Chats" leads back
  if (threadId) return null;
  return (
    <nav
      aria-label={words.nav.label}
      className="sticky bottom-0 z-20 grid grid-cols-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {PLACES.map((place) => (
        <Place key={place.to} {...place} count={count} />
      ))}
    </nav>
  );
}

/** `count`: how much waits for the person. */
type PlaceProps = (typeof PLACES)[number] & { count: number; wide?: boolean };

function Place({ to, icon: Icon, word, count, wide = false }: PlaceProps) {
  const id = useId();
  const needs = to === "/" && count > 0;
  const shape = wide
    ? "flex min-h-11 items-center gap-3 rounded-md px-3 text-base hover:bg-surface"
    : "flex min-h-14 flex-col items-center justify-center text-sm focus-visible:-outline-offset-3";
  return (
    <Link
      to={to}
      aria-describedby={needs ? id : undefined}
      activeOptions={{ exact: to === "/" }}
      className={shape}
      activeProps={{
        className: wide ? "bg-surface font-semibold text-accent" : "font-semibold text-accent",
      }}
      inactiveProps={{ className: "text-soft" }}
    >
      <span className="relative">
        <Icon aria-hidden className="size-5" />
        {needs && (
          <span
            aria-hidden
            className="absolute -top-1 -right-1.5 size-2.5 rounded-full bg-needs ring-2 ring-surface"
          />
        )}
      </span>
      {word}
      {needs && (
        <span id={id} hidden>
          {words.today.waiting(count)}
        </span>
      )}
    </Link>
  );
}
