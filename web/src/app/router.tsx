/** The addresses of the app. None begins with a path that the server keeps for itself. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { readSession } from "@/api/session";
import { AccountsPage } from "@/app/pages/accounts-page";
import { ApprovalPage } from "@/app/pages/approval-page";
import { BrandPage } from "@/app/pages/brand-page";
import { BrokenPage } from "@/app/pages/broken-page";
import { ChatsPage } from "@/app/pages/chats-page";
import { NotFoundPage } from "@/app/pages/not-found-page";
import { PostsPage } from "@/app/pages/posts-page";
import { SignInPage } from "@/app/pages/sign-in-page";
import { SignUpPage } from "@/app/pages/sign-up-page";
import { TodayPage } from "@/app/pages/today-page";
import { TryPage } from "@/app/pages/try-page";
import { Shell } from "@/app/shell";

/** `ended`: the session ended by itself, on that page. */
type Back = { back?: string; ended?: boolean };

const back = (search: Record<string, unknown>): Back => ({
  ...(typeof search.back === "string" && /^\/(?!\/)/.test(search.back) && { back: search.back }),
  ...(search.ended === true && { ended: true }),
});

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: back,
  component: SignInPage,
});
const signUpRoute = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  validateSearch: back,
  component: SignUpPage,
});

const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  beforeLoad: ({ location }) => {
    if (!readSession()) throw redirect({ to: "/sign-in", search: { back: location.href } });
  },
});
const today = createRoute({ getParentRoute: () => inside, path: "/", component: TodayPage });
const chats = createRoute({ getParentRoute: () => inside, path: "/chats", component: ChatsPage });
const chat = createRoute({
  getParentRoute: () => inside,
  path: "/chats/$threadId",
  // the chat brings most of the code with it; other pages do not wait for it
  component: lazyRouteComponent(() => import("@/app/pages/chat-page"), "ChatPage"),
});
const approval = createRoute({
  getParentRoute: () => inside,
  path: "/approvals/$approvalId",
  component: ApprovalPage,
});
const posts = createRoute({ getParentRoute: () => inside, path: "/posts", component: PostsPage });
const compose = createRoute({
  getParentRoute: () => inside,
  path: "/compose",
  // few come here on the way to something else: other pages do not wait for it
  component: lazyRouteComponent(() => import("@/app/pages/compose-page"), "ComposePage"),
});
const brand = createRoute({ getParentRoute: () => inside, path: "/brand", component: BrandPage });
const tryText = createRoute({
  getParentRoute: () => inside,
  path: "/brand/try",
  component: TryPage,
});
const accounts = createRoute({
  getParentRoute: () => inside,
  path: "/accounts",
  component: AccountsPage,
});

export const router = createRouter({
  routeTree: root.addChildren([
    signInRoute,
    signUpRoute,
    inside.addChildren([today, chats, chat, approval, posts, compose, brand, tryText, accounts]),
  ]),
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: BrokenPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** What to say at once in a new conversation. */
    say?: string;
  }
}
