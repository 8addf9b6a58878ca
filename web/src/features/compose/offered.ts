/** What can be done with a file of a post, by how far it has come. Pure. */
import { Problem } from "@/api/problem";
import type { Shown } from "@/features/compose/use-files";

/** What the server does not take, it will not take the next time either: it can only be removed. */
export const isRefused = ({ error }: Pick<Shown, "error">): boolean =>
  error instanceof Problem && error.status < 500;

/** As the server tells of bars among the changes: "Put on white bars above and below: …". */
const BARS = /^Put on \w+ bars\b/;

/** Cutting is the other way to the same shape where bars were added, until it is taken back. */
export const mayCrop = ({ fitted, crop }: Pick<Shown, "fitted" | "crop">): boolean =>
  fitted !== null && (crop || fitted.changes.some((change) => BARS.test(change)));
