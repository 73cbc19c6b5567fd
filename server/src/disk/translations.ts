/** Translations in files beside the programs: one file a language, the same for editor, server and command line. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../xml/decode';
import type { Translations } from '../xml/problem';

/** A language and its texts. */
export interface Language {
  /** In lower case, as the file names it: `de`, `pt-br`. */
  readonly language: string;
  readonly texts: Translations;
}

/** The folder of the translations, beside that of the running bundle. */
function folderOf(program: string): string {
  return join(program, '..', 'l10n');
}

/**
 * The translations of a language, for `pt-BR` those of `pt-br`, else of `pt`.
 * @param locale as clients and systems write it: `de`, `de-AT`, `de_DE.UTF-8`
 * @param program the folder of the running bundle, beside which the folder `l10n` is
 * @returns `null` where there are none: English, or a language without a file
 */
export function translationsFor(locale: string, program: string): Language | null {
  for (const language of candidates(locale)) {
    try {
      const { text } = decode(readFileSync(join(folderOf(program), `bundle.l10n.${language}.json`)));
      if (text !== null) return { language, texts: JSON.parse(text) as Translations };
    } catch {
      // There is no such file, or it is none: the next one.
    }
  }
  return null;
}

/** The languages of which there are translations, sorted. @param program as of {@link translationsFor} */
export function translatedLanguages(program: string): string[] {
  try {
    return readdirSync(folderOf(program))
      .flatMap((name) => /^bundle\.l10n\.([a-z-]+)\.json$/.exec(name)?.[1] ?? [])
      .sort();
  } catch {
    return [];
  }
}

/** The languages that can serve a locale, the best one first, in lower case; none for `C` and `POSIX`. */
export function candidates(locale: string): string[] {
  const [tag = ''] = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*(?![a-z0-9])/i.exec(locale) ?? [];
  const parts = tag.toLowerCase().split(/[-_]/).filter(Boolean);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/** The language that the environment asks for: `VPC_LANG`, else as POSIX says, `LC_ALL`, `LC_MESSAGES`, `LANG`; empty for none. */
export function environmentLocale(env: Readonly<Record<string, string | undefined>>): string {
  return env.VPC_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
}
