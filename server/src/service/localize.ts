import { render } from '../xml/problem';

/**
 * Puts a message into the user's language and fills its places.
 * @param template English, with `{0}`-style places; it is also the key of the translation
 */
export type Localize = (template: string, ...args: string[]) => string;

/** The command line's language, and the editor's where there is no translation. */
export const english: Localize = (template, ...args) => render(template, args);
