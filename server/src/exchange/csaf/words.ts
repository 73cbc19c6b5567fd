/** What the texts of an advisory say: KB numbers, kinds and types of patches, supersedence, restarts. */
import type { PatchTypeId } from '../../domain/roles';

/** `Microsoft` for each way to write the vendor; other names as they are. */
export function vendorName(name: string): string {
  return MICROSOFT_NAME.test(name) ? MICROSOFT : name;
}

export const MICROSOFT = 'Microsoft';
const MICROSOFT_NAME = /^microsoft(?: corp(?:oration|\.)?| security response cent(?:er|re))?$/i;

const BARE_NUMBER = /^\d{7}$/;
const KB_NUMBER = /\bKB[ -]?(\d{6,7})\b/gi;
const ARTICLE_URL = /\bsupport\.microsoft\.com\/(?:[\w-]+\/)?(?:help|kb)\/(\d{6,7})\b/gi;

/** The KB number that a remediation of Microsoft names, as `KB5034441`; `null` where it names none, or several. */
export function kbNumberOf(url: string, details: string): string | null {
  for (const text of [url, details]) {
    const numbers = BARE_NUMBER.test(text) ? [text] : [...numbersIn(text, KB_NUMBER), ...numbersIn(text, ARTICLE_URL)];
    const [number, ...others] = new Set(numbers);
    if (number !== undefined) return others.length === 0 ? `KB${number}` : null;
  }
  return null;
}

function numbersIn(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), (match) => match[1]!);
}

/** The kinds of update that Microsoft names in the details: `10.0.17763.5329:Security Update:https://…`. */
const KIND =
  /\b(?:Security HotPatch Update|Security Update|Monthly Rollup|Security Only|IE Cumulative|Cumulative Update)\b/i;

/** The kind of update of a Microsoft patch; empty where the details name none. */
export function kindOf(details: string): string {
  return KIND.exec(details)?.[0] ?? '';
}

/** The patch types by words in the details; the first match applies. */
const TYPE_WORDS: readonly (readonly [RegExp, PatchTypeId])[] = [
  [/\bbios\b/i, 'bios'],
  [/\bfirmware\b/i, 'firmware'],
  [/\bhot ?patch\b/i, 'hotpatch'],
  [/\bhot ?fix\b/i, 'hotfix'],
  [/\bservice pack\b/i, 'service-pack'],
  [/\brollup\b/i, 'rollup'],
  [/\bcumulative\b/i, 'cumulative'],
  [/\bsecurity (?:update|patch|only)\b/i, 'security'],
];

/** The type that all details agree on, of those that name one; `null` where there is none. */
export function typeOf(details: readonly string[]): PatchTypeId | null {
  const types = new Set(details.flatMap((text) => TYPE_WORDS.find(([word]) => word.test(text))?.[1] ?? []));
  const [type] = types;
  return types.size === 1 ? type! : null;
}

const SUPERSEDENCE = /\b(?:supersedes?|supersedence|supercedence|replaces)\b/i;

/** Whether the title or the category of a note says that its text lists what a patch supersedes. */
export function isSupersedence({ category, title }: { readonly category: string; readonly title: string }): boolean {
  return SUPERSEDENCE.test(title) || SUPERSEDENCE.test(category);
}

/**
 * Upper case letters and digits in groups, as advisories are numbered: `ICSA-24-158-02`, `RHSA-2021:5186`. Their lengths have
 * limits, so that the search takes time proportional to the text.
 */
const IDENTIFIER = /(?<![\w-]|[A-Z\d]:)[A-Z][A-Z\d]{1,19}(?:[-:][A-Z\d]{1,20}){1,6}(?![\w-]|:[A-Z\d])/g;

/** The identifiers in a note on supersedence: KB numbers and numbers of advisories, no CVE numbers. */
export function identifiersIn(text: string): string[] {
  const numbers = numbersIn(text, KB_NUMBER).map((number) => `KB${number}`);
  const others = Array.from(text.matchAll(IDENTIFIER), ([id]) => id);
  return [...numbers, ...others.filter((id) => /\d/.test(id) && !/^(?:CVE|CWE|KB)-/.test(id))];
}

/** Whether a restart of the system follows from a category of `restart_required`; a restart of a service is none. */
const RESTARTS = new Map<string, boolean | null>([
  ['none', false],
  ['system', true],
  ['machine', true],
  ['parent', true],
  ['connected', true],
  ['dependencies', true],
  ['zone', true],
  ['environment', true],
  ['service', null],
  ['vulnerable_component', null],
]);

/** Whether a patch needs a restart of the system; `null` where the document does not say, or contradicts itself. */
export function restartOf(categories: readonly string[]): boolean | null {
  const restarts = new Set(categories.filter((name) => RESTARTS.has(name)).map((name) => RESTARTS.get(name)!));
  const [restart = null] = restarts;
  return restarts.size === 1 ? restart : null;
}

/** Whether a text is the address of a web page or file. */
export function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}
