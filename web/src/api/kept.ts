/** What a person wrote and nobody took yet, kept in this tab: it outlives a session that ended. */

const PREFIX = "insta-media.kept.";

/** Nobody else who signs in here sees it: `userId` is whose words they are. */
const keyOf = (userId: string, where: string) => `${PREFIX}${userId}.${where}`;

export function keep(userId: string | undefined, where: string, text: string): void {
  if (!userId) return;
  if (text) sessionStorage.setItem(keyOf(userId, where), text);
  else sessionStorage.removeItem(keyOf(userId, where));
}

export function keptText(userId: string | undefined, where: string): string {
  return (userId && sessionStorage.getItem(keyOf(userId, where))) || "";
}

/** For somebody who signs out on purpose, perhaps on a device that is not theirs. */
export function forgetAll(): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}
