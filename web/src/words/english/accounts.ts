/** Connected accounts and their weeks, in English. */
export const accounts = {
  title: "Accounts",
  intro: "Where posts go out. Nothing is posted without your approval.",
  empty: "No account is connected",
  /** Accounts that are not real: what the sandbox plays. */
  practice: (platforms: string) =>
    `Practice accounts: the sandbox plays ${platforms} here. Nothing reaches the real network.`,
  more: "Connect another",
  connect: (platform: string) => `Connect ${platform}`,
  again: (platform: string) => `Connect ${platform} again`,
  another: (platform: string) => `Another ${platform} account`,
  opening: "Opening…",
  waits: (platform: string) =>
    `${platform} asks you in a new page. Allow it there, then come back.`,
  openPage: (platform: string) => `Open ${platform}’s page`,
  connectedNow: (platform: string) => `${platform} is connected. Nothing goes out without you.`,
  declined: (platform: string) =>
    `${platform} was not connected: access was declined there. Nothing changed. Connect again whenever you like.`,
  expired: (platform: string) =>
    `${platform}’s page was open too long. Nothing changed. Begin again when you are ready.`,
  connected: "Connected",
  needsReconnect: "Connect again",
  disconnected: "Disconnected",
  paused: "Paused",
  pausedBy: (who: string, when: string) => `Paused by ${who}, ${when}. Nothing goes out by it.`,
  validUntil: (when: string) => `Valid until ${when}`,
  pause: "Pause",
  resume: "Resume",
  disconnect: "Disconnect",
  disconnectQuestion: (account: string) => `Disconnect ${account}?`,
  lapsedWhat: (platform: string) =>
    `${platform} does not let us in any more. Nothing goes out by this account until you connect it again.`,
  lapsesSoon: (when: string) => `Access ends on ${when}. Connect it again before that.`,
  disconnectWhat: "Scheduled posts of this account will not go out until you connect it again.",
  bringIn: "Bring in its past posts",
  bringingIn: "Bringing in…",
  bringInAgain: "Bring them in again",
  read: (n: number, total: number) =>
    total
      ? `${n.toLocaleString("en")} of ${total.toLocaleString("en")} posts are read`
      : `${n === 1 ? "1 post is" : `${n.toLocaleString("en")} posts are`} read so far`,
  broughtIn: (fresh: number, renewed: number, same: number) => {
    if (fresh + renewed + same === 0) return "No posts came in.";
    const parts = [
      fresh === 1 ? "1 new post" : `${fresh.toLocaleString("en")} new posts`,
      renewed && `${renewed.toLocaleString("en")} with newer numbers`,
      same && `${same.toLocaleString("en")} as they were`,
    ];
    return `${parts.filter(Boolean).join(", ")}. The team learns from them from now on.`;
  },
  week: {
    title: "When it posts",
    zone: (zone: string) => `Times are those of ${zone}.`,
    slots: "Weekly times",
    slotsNone: "None yet. Add the days and times at which this account usually posts.",
    days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    everyDay: "Every day",
    workdays: "Monday to Friday",
    weekend: "Saturday and Sunday",
    day: "Day",
    at: "Time",
    addSlot: "Add this time",
    slot: (day: string, at: string) => `${day}, ${at}`,
    quiet: "Quiet hours",
    quietNone: "None. Nothing is held back at any hour.",
    quietWhat: "No weekly time counts in these hours.",
    begins: "From",
    ends: "To",
    on: "On",
    addQuiet: "Add quiet hours",
    hours: (begins: string, ends: string, days: string) => `${begins} to ${ends} · ${days}`,
    isQuiet: "in quiet hours",
    free: "Next free times",
    freeNone: "No weekly time is free.",
    freeHint: "A new post can take one of these.",
  },
  member: "Personal profile",
  /** What each network calls an account of a business. */
  organization: {
    instagram: "Professional account",
    facebook: "Page",
    linkedin: "Business page",
    x: "Account",
    youtube: "Channel",
  },
  notAllowed: "Only an owner of this workspace can connect accounts.",
};
