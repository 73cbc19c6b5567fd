/**
 * The language of the command line: that of `VPC_LANG`, else of the environment as POSIX says. A process has one. What programs
 * read stays the same in all languages: codes, keys, severities, states, the files that are written.
 */
import { candidates, environmentLocale } from '../disk/translations';
import { english, translator, type Localize } from '../xml/problem';
import type { Io } from './io';

interface Chosen {
  readonly language: string;
  readonly localize: Localize;
}

const ENGLISH: Chosen = { language: 'en', localize: english };

/** Reads the translations when the first text is needed: most of what the command prints for programs has none. */
let choose: () => Chosen = () => ENGLISH;

/**
 * Takes the language from the environment.
 * @returns a note for the user where `VPC_LANG` names a language that there is none of
 */
export function useLanguageOf({ env, languages }: Pick<Io, 'env' | 'languages'>): string | null {
  const locale = environmentLocale(env);
  let chosen: Chosen | undefined;
  choose = () => (chosen ??= chosenFor(locale, languages));
  if (!env.VPC_LANG || isEnglish(locale) || choose() !== ENGLISH) return null;
  const known = ['en', ...(languages?.known() ?? [])].join(', ');
  return `no translation for VPC_LANG=${env.VPC_LANG}; texts are English. Languages: ${known}`;
}

function chosenFor(locale: string, languages: Io['languages']): Chosen {
  const found = isEnglish(locale) ? null : (languages?.textsOf(locale) ?? null);
  return found === null ? ENGLISH : { language: found.language, localize: translator(found.texts) };
}

function isEnglish(locale: string): boolean {
  return candidates(locale).at(-1) === 'en';
}

/** A text in the language of the command line, with its placeholders filled. */
export const localize: Localize = (template, ...args) => choose().localize(template, ...args);

/** The language of the texts: `en`, `de`. */
export function currentLanguage(): string {
  return choose().language;
}
