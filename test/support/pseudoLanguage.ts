/**
 * A language in which each text is the English one in brackets. It is one file more, as a third language is: what users see
 * outside of the brackets has not been translated, or cannot be.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { translatedLanguages, translationsFor, type Language } from '../../server/src/disk/translations';
import { FIRST } from './vocabularies';

/** Its name, of those that are for private use. */
export const PSEUDO = 'qps';

const OPEN = '\u27e6';
const CLOSE = '\u27e7';

/** The texts of the language: those that the German file has. What is filled in stays outside of the brackets. */
export function pseudoTexts(): Record<string, string> {
  const german = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>;
  return Object.fromEntries(Object.keys(german).map((text) => [text, bracketed(text)]));
}

function bracketed(text: string): string {
  return text
    .split(/(\{\d\})/)
    .map((part) => (/^\{\d\}$/.test(part) || !/[A-Za-z]/.test(part) ? part : OPEN + part + CLOSE))
    .join('');
}

/** A folder as of an installed package: the file of the language is in `l10n`, programs are in `dist`. */
export class PseudoPackage {
  readonly folder = mkdtempSync(join(tmpdir(), 'vpc-language-'));
  private readonly program = join(this.folder, 'dist');

  constructor() {
    mkdirSync(join(this.folder, 'l10n'));
    writeFileSync(join(this.folder, 'l10n', `bundle.l10n.${PSEUDO}.json`), JSON.stringify(pseudoTexts()));
  }

  /** As programs find the language. */
  textsOf(locale: string): Language | null {
    return translationsFor(locale, this.program);
  }

  known(): string[] {
    return translatedLanguages(this.program);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Words that are the same in all languages. Data of the tests are words with Zz at their start. */
const TERMS = [
  // What users type: options, formats, ids of the configuration.
  ...[
    'vpc',
    'basic',
    'extended',
    'full',
    'error',
    'warning',
    'info',
    'hint',
    'off',
    'options',
    'command',
    'superseded',
  ],
  ...[
    'pretty',
    'compact',
    'json',
    'jsonl',
    'sarif',
    'github',
    'gitlab',
    'junit',
    'checkstyle',
    'markdown',
    'html',
    'csv',
  ],
  // Names.
  ...[
    'VPC',
    'XML',
    'XSD',
    'CVE',
    'CVRF',
    'CSAF',
    'UTC',
    'IEC',
    'KB',
    'MB',
    'Markdown',
    'JSON',
    'Excel',
    'HTML',
    'CSV',
    'IDs',
  ],
];

/** The words of a text that are outside of the brackets, each once. @param data further words that are no texts */
export function untranslatedWords(text: string, data: readonly string[] = []): string[] {
  const allowed = new Set([...TERMS, ...vocabularyWords(), ...data].map((word) => word.toLowerCase()));
  const rest = text
    .replace(new RegExp(`${OPEN}[^${CLOSE}]*${CLOSE}`, 'g'), ' ')
    .replace(
      /https?:\S+|\b(?:vpc|xml|xsd)\/[\w.*-]+|--?[a-z][a-z-]*|<[a-z][\w.@;[\] -]*>|[\w./\\-]+\.(?:xml|csv|xlsx|html|md|json|xsd)\b/gi,
      ' ',
    );
  const words = rest.match(/\p{L}{2,}(?:['’]\p{L}+)*/gu) ?? [];
  return [...new Set(words.filter((word) => !/^zz/i.test(word) && !allowed.has(word.toLowerCase())))];
}

let known: string[] | undefined;

/** The names and values of the reference vocabulary, in words. */
function vocabularyWords(): readonly string[] {
  const { tables, profile } = FIRST.vocabulary;
  return (known ??= [
    ...tables.elements.flatMap(({ name, type, values = [] }) => [name, type, ...values.map(({ value }) => value)]),
    ...tables.attributes.map(({ name }) => name),
    ...profile.states.map(({ value }) => value),
    ...Object.values(profile.synonyms ?? {}).flat(),
  ].flatMap((name) => name.split(' ')));
}

/** What readers of an HTML page see or hear. */
export function visibleHtml(html: string): string {
  const attributes = [...html.matchAll(/\s(?:title|alt|aria-label|placeholder)="([^"]*)"/g)].map(([, text]) => text!);
  return [html.replace(/<(style|script)\b[^]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' '), ...attributes]
    .join('\n')
    .replace(/&(?:quot|amp|lt|gt|nbsp);/g, ' ');
}
