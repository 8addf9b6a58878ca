/** Several things in a row, in English. */

export const listed = (what: string[]) => new Intl.ListFormat("en").format(what);
