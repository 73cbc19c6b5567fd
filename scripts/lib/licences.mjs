// Which licences a bundled package may have, and the texts that must be shipped with it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import satisfies from 'spdx-satisfies';
import { root } from './shell.mjs';

/** Licences that ask for nothing but that their text and notices are shipped. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** Packages under MIT that contain no file with its text, and whose copyright it is according to their repository or author. */
const WITHOUT_TEXT = { '@nodable/entities': 'Amit Gupta' };

const LICENCE_FILE = /^(?!.*\.[cm]?[jt]s$)(licen[cs]e|copying)([.-].*)?$/i;
const NOTICE_FILE = /^(notice|third-?party-?notices?)(\.(txt|md|html))?$/i;

/**
 * The SPDX expression of a package.
 * @param {{ name: string, version: string, license?: unknown }} manifest its package.json
 * @throws {Error} where it is missing, not SPDX or not one of the allowed licences
 */
export function licenceOf({ name, version, license }) {
  const written = typeof license === 'string' ? license : JSON.stringify(license);
  const way = 'Ask for another package, or allow the licence in scripts/lib/licences.mjs.';
  const refused = new Error(
    `${name} ${version} is bundled and has the licence ${written}, which is not allowed. ${way}`,
  );
  if (typeof license !== 'string') throw refused;
  let isAllowed;
  try {
    isAllowed = satisfies(license, ALLOWED);
  } catch (error) {
    // What is not an SPDX expression: "SEE LICENSE IN FILE", "UNLICENSED".
    throw new Error(refused.message, { cause: error });
  }
  if (!isAllowed) throw refused;
  return license;
}

/**
 * Licence and notices of a package, as they are shipped with it.
 * @param {string} folder where it is installed
 * @param {{ name: string, version: string, license?: unknown }} manifest its package.json
 * @returns {string[]} the licence first; line ends are \n
 * @throws {Error} where there is no text of the licence
 */
export function textsOf(folder, { name, version, license }) {
  const names = readdirSync(folder).sort();
  const read = (file) =>
    readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n')
      .trim();
  const licences = names.filter((file) => LICENCE_FILE.test(file)).map((file) => read(join(folder, file)));
  if (licences.length === 0) {
    const holder = WITHOUT_TEXT[name];
    if (holder === undefined || license !== 'MIT') {
      throw new Error(
        `${name} ${version} is bundled and contains no licence text. Add it to scripts/lib/licences.mjs.`,
      );
    }
    licences.push(`MIT License\n\nCopyright (c) ${holder}\n\n${read(join(root, 'scripts/licences/MIT.txt'))}`);
  }
  return [...licences, ...names.filter((file) => NOTICE_FILE.test(file)).map((file) => read(join(folder, file)))];
}
