/** The files of a post: on their way, kept, and made to fit where it goes. */
import { useRef, useState } from "react";
import type { Fitted, Format, OwnMedium, Platform } from "@/api/types";
import { upload, useFitted } from "@/api/uploads";
import { type Kind, kindOf } from "@/components/kinds";
import type { Given } from "@/features/compose/draft";

type Chosen = {
  key: string;
  file: File;
  /** How much of it has left, from 0 to 1. */
  sent: number;
  medium: OwnMedium | null;
  error: unknown;
  alt: string;
  crop: boolean;
  /** Which moment of a video is its cover; null: nobody has chosen one. */
  coverMs: number | null;
};

export type Shown = Chosen & {
  name: string;
  kind: Kind;
  fitted: Fitted | null;
  isFitting: boolean;
};

export function useFiles(platform: Platform | undefined, format: Format) {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  const change = (key: string, what: Partial<Chosen>) =>
    setChosen((all) => all.map((one) => (one.key === key ? { ...one, ...what } : one)));
  const send = async (key: string, file: File) => {
    const stop = new AbortController();
    stops.current.set(key, stop);
    try {
      const medium = await upload(file, (sent) => change(key, { sent }), stop.signal);
      change(key, { medium, sent: 1 });
    } catch (error) {
      if (!stop.signal.aborted) change(key, { error });
    }
  };
  const kept = chosen.filter((one) => one.medium !== null);
  const fits = useFitted(
    platform
      ? kept.map(({ medium, crop }) => ({ sha256: medium?.sha256 ?? "", platform, format, crop }))
      : [],
  );
  const shown = chosen.map((one): Shown => {
    const fit = fits[kept.indexOf(one)];
    return {
      ...one,
      name: one.file.name,
      kind: kindOf(one.medium?.content_type ?? one.file.type),
      error: one.error ?? fit?.error ?? null,
      fitted: fit?.data ?? null,
      isFitting: Boolean(fit?.isPending),
    };
  });
  return {
    shown,
    isBusy: shown.some(({ error, fitted }) => !error && !fitted),
    hasFailed: shown.some(({ error }) => error),
    /** In order, as they go out. */
    given: shown.flatMap(({ fitted, kind, alt, coverMs }): Given[] =>
      fitted ? [{ sha256: fitted.medium.sha256, kind, alt, coverMs }] : [],
    ),
    add: (files: Iterable<File>) => {
      const added = [...files].map((file) => ({ ...NEW, key: crypto.randomUUID(), file }));
      setChosen((all) => [...all, ...added]);
      for (const { key, file } of added) void send(key, file);
    },
    again: (key: string) => {
      const one = chosen.find((each) => each.key === key);
      if (!one || one.medium) return;
      change(key, { error: null, sent: 0 });
      void send(key, one.file);
    },
    remove: (key: string) => {
      stops.current.get(key)?.abort();
      setChosen((all) => all.filter((one) => one.key !== key));
    },
    toFront: (key: string) =>
      setChosen((all) => all.toSorted((one, other) => +(other.key === key) - +(one.key === key))),
    describe: (key: string, alt: string) => change(key, { alt }),
    setCrop: (key: string, crop: boolean) => change(key, { crop }),
    setCover: (key: string, coverMs: number) => change(key, { coverMs }),
  };
}

const NEW = { sent: 0, medium: null, error: null, alt: "", crop: false, coverMs: null };

export type Files = ReturnType<typeof useFiles>;
