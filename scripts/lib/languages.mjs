// The languages of the texts. Each has one file, l10n/bundle.l10n.LANGUAGE.json: all texts by their English template. What VS Code
// wants in other forms is made of it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shell.mjs';

/** @typedef {{ language: string, file: string, texts: Record<string, string> }} Language */

/** @returns {Language[]} all languages but English, with their files relative to the root of the repository */
export function languages() {
  return readdirSync(join(root, 'l10n')).flatMap((name) => {
    const language = /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1];
    if (language === undefined) return [];
    const file = `l10n/${name}`;
    return [{ language, file, texts: JSON.parse(readFileSync(join(root, file), 'utf8')) }];
  });
}

/**
 * The texts of package.json in a language.
 * @param {Record<string, string>} english those of package.nls.json, by key
 * @param {Record<string, string>} texts of the language
 * @returns {Record<string, string>} by key; a text without a translation is left out, and then English
 */
export function manifestTexts(english, texts) {
  const found = Object.entries(english).filter(([, text]) => Object.hasOwn(texts, text));
  return Object.fromEntries(found.map(([key, text]) => [key, texts[text]]));
}

/** Writes package.nls.LANGUAGE.json for each language. */
export function writeManifestTexts() {
  const english = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
  for (const { language, texts } of languages()) {
    const content = `${JSON.stringify(manifestTexts(english, texts), null, 2)}\n`;
    writeFileSync(join(root, `package.nls.${language}.json`), content);
  }
}

/**
 * The texts of a language that programs contain. The translations of the others would only make a package larger.
 * @param {Record<string, string>} texts of the language
 * @param {readonly string[]} programs source texts, in which literals can be escaped
 * @returns {Record<string, string>}
 */
export function textsIn(texts, programs) {
  const plain = programs.map(unescaped).join('\n');
  return Object.fromEntries(Object.entries(texts).filter(([english]) => plain.includes(english)));
}

/** A source text whose literals are as they are read; all else can be anything. */
function unescaped(source) {
  return source
    .replace(/\\u\{?([0-9A-Fa-f]{4,6})\}?|\\x([0-9A-Fa-f]{2})/g, (_, unit, byte) =>
      String.fromCodePoint(parseInt(unit ?? byte, 16)),
    )
    .replace(/\\n/g, '\n')
    .replace(/\\(.)/g, '$1');
}
