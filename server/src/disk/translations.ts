/** Translations in files beside the programs: one file a language, the same for editor, server and command line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../xml/decode';

/** Texts by their English template. */
export type Translations = Readonly<Record<string, string>>;

/**
 * The translations of a language.
 * @param locale as clients and systems write it: `de`, `de-AT`, `de_DE.UTF-8`
 * @param program the folder of the running bundle, beside which the folder `l10n` is
 * @returns `null` where there are none: English, or a language without a file
 */
export function translationsFor(locale: string, program: string): { language: string; texts: Translations } | null {
  const language = /^[a-z]{2,3}(?![a-z])/i.exec(locale)?.[0].toLowerCase();
  if (language === undefined) return null;
  try {
    const { text } = decode(readFileSync(join(program, '..', 'l10n', `bundle.l10n.${language}.json`)));
    return text === null ? null : { language, texts: JSON.parse(text) as Translations };
  } catch {
    return null;
  }
}

/** The language that the environment asks for: `VPC_LANG`, else as POSIX says, `LC_ALL`, `LC_MESSAGES`, `LANG`; empty for none. */
export function environmentLocale(env: Readonly<Record<string, string | undefined>>): string {
  return env.VPC_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
}
