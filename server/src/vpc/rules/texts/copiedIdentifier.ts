import { own } from '../../../xml/own';
import type { Entry } from '../../model';
import { patchExample } from '../examples';
import { edited } from '../fixes';
import { NO_FINDINGS, onEntries, type Finding, type Rule } from '../rule';

/** vpc/copied-identifier: a title names its own patch. */
export const copiedIdentifier: Rule = {
  id: 'vpc/copied-identifier',
  title: 'A title and an address name their own patch, if any',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    title:
      'This title names "{0}", but the patch is "{1}". Readers do not know which of the two was tested: correct the title, or the identifier.',
    address:
      'This address leads to "{0}", but the patch is "{1}". Readers get the description of another patch: correct the address, or the identifier.',
    patch: 'The identifier is here.',
  },
  docs: {
    what: 'Where a title of a patch or its address holds an identifier of the same kind as that of the patch (the same letters in front of about as many digits), one of them must be that of the patch. Identifiers that the patch refers to are not counted.',
    why: 'A new patch is written by copying the one before. What is left over of that one makes readers install, or look up, the wrong patch.',
    todo: 'Correct the title or the address, or the identifier if that is what was forgotten.',
  },
  examples: {
    valid: [
      patchExample('the title names the patch', {
        'patch-id': 'KB5075906',
        title: 'Update for Windows Server 2022 (KB5075906)',
        'information-url': 'https://support.example.com/help/5075906',
      }),
      patchExample('it names the patch that it replaces', {
        'patch-id': 'KB5075906',
        title: 'Replaces KB5073457',
        supersedes: 'KB5073457',
      }),
    ],
    invalid: [
      patchExample('the title of another patch', {
        'patch-id': 'KB5075906',
        title: 'Update for Windows Server 2022 (KB5073457)',
      }),
      patchExample('the address of another patch', {
        'patch-id': 'KB5075906',
        'information-url': 'https://support.example.com/help/5073457',
      }),
    ],
  },
  ...onEntries('patch', (patch) => {
    const id = patch.fact('patch-id');
    const [, letters, digits] = IDENTIFIER.exec(id?.value ?? '') ?? [];
    if (id === undefined || letters === undefined || digits === undefined) return NO_FINDINGS;
    const kind = kindOf(letters, digits.length);
    let found: Finding[] | null = null;
    for (const [role, message, pattern] of [
      ['title', 'title', kind.inText],
      ['information-url', 'address', kind.inAddress],
    ] as const) {
      for (const fact of patch.facts(role)) {
        const other = otherIn(fact.value, pattern, digits, patch);
        if (other === null) continue;
        const related = [{ message: 'patch', args: [], range: id.range }];
        (found ??= []).push({ message, args: [other, id.value], range: fact.range, related });
      }
    }
    return found ?? NO_FINDINGS;
  }),
  fixes: (problem, { tree }) => {
    const [other, id] = problem.args as [string, string];
    const written = tree.slice(problem.start, problem.end);
    const digits = DIGITS.exec(other)?.[0];
    const own = DIGITS.exec(id)?.[0];
    if (digits === undefined || own === undefined || !written.includes(digits)) return [];
    const text = written.replaceAll(digits, own);
    const { start, end } = problem;
    return [edited('Write "{0}"', [id], false, [{ start, end, text }])];
  },
};

const DIGITS = /\d+/;

/** What identifiers look like that look like a given one. */
interface Kind {
  readonly inText: RegExp;
  /** There the digits may stand alone. */
  readonly inAddress: RegExp;
}

/** By what is the same for all identifiers of a kind: the letters, and how many digits there are. */
const kinds = new Map<string, Kind>();
const MOST_KINDS = 256;
const IDENTIFIER = /^(\p{L}{2,8})[-_ ]?(\d{5,9})$/u;

function kindOf(letters: string, count: number): Kind {
  const key = `${letters}${count}`;
  let kind = kinds.get(key);
  if (kind === undefined) {
    if (kinds.size >= MOST_KINDS) kinds.clear();
    const number = `(\\d{${count - 1},${count + 1}})(?!\\d)`;
    kind = {
      inText: new RegExp(`(?<!\\p{L})${letters}[-_ ]?${number}`, 'giu'),
      inAddress: new RegExp(`(?<=/)(?:[^/?#]*(?<!\\p{L})${letters}[-_]?)?${number}(?=$|[/?#])`, 'giu'),
    };
    kinds.set(own(key), kind);
  }
  return kind;
}

/** The first identifier in a text that is neither the patch's own nor one that it refers to; `null` where the own one is there. */
function otherIn(value: string, pattern: RegExp, own: string, patch: Entry<'patch'>): string | null {
  const found: { readonly text: string; readonly digits: string }[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(value); match !== null; match = pattern.exec(value)) {
    const [text, digits = ''] = match;
    if (digits === own) return null;
    found.push({ text, digits });
  }
  if (found.length === 0) return null;
  const referred = (['supersedes', 'superseded-by', 'prerequisite', 'bulletin'] as const).flatMap((role) =>
    patch.values(role),
  );
  return found.find(({ digits }) => !referred.some((id) => id.includes(digits)))?.text ?? null;
}
