/** The words in the person's language. */
import { en, type Words } from "@/words/en";

const LANGUAGES: Record<string, Words> = { en };

export const words: Words = LANGUAGES[navigator.language.slice(0, 2)] ?? en;
