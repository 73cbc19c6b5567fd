import { detached } from '../../xml/strings';
import type { Entry } from '../../domain/model';
import { patchExample } from '../examples';
import { edited, markupEdit } from '../fixes';
import { NO_PROBLEMS, onEntries, type RuleProblem, type Rule } from '../rule';

export const copiedIdentifier: Rule = {
  id: 'vpc/copied-identifier',
  title: 'A title or URL names its own patch',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    title:
      'This title names "{0}", but the patch is "{1}". Readers cannot tell which of the two was tested: correct the title or the identifier.',
    address:
      'This URL refers to "{0}", but the patch is "{1}". Readers get the description of another patch: correct the URL or the identifier.',
    patch: 'The identifier is here.',
  },
  docs: {
    what: "If a title or URL of a patch contains an identifier of the same form as the patch's (the same letters followed by a similar number of digits), one of those must be the identifier of the patch. Identifiers that the patch refers to are ignored.",
    why: 'New patches are often written by copying the previous one. Leftovers make readers install, or look up, the wrong patch.',
    todo: 'Correct the title or the URL, or the identifier if that was left unchanged.',
  },
  examples: {
    valid: [
      patchExample('the title names the patch', {
        'patch-id': 'KB5075906',
        title: 'Update for Windows Server 2022 (KB5075906)',
        'information-url': 'https://support.example.com/help/5075906',
      }),
      patchExample('the title names the superseded patch', {
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
      patchExample('the URL of another patch', {
        'patch-id': 'KB5075906',
        'information-url': 'https://support.example.com/help/5073457',
      }),
    ],
  },
  ...onEntries('patch', (patch) => {
    const id = patch.field('patch-id');
    const [, letters, digits] = IDENTIFIER.exec(id?.value ?? '') ?? [];
    if (id === undefined || letters === undefined || digits === undefined) return NO_PROBLEMS;
    const form = formOf(letters, digits.length);
    let found: RuleProblem[] | null = null;
    for (const [role, message, pattern] of [
      ['title', 'title', form.inText],
      ['information-url', 'address', form.inUrl],
    ] as const) {
      for (const field of patch.fields(role)) {
        const other = otherIn(field.value, pattern, digits, patch);
        if (other === null) continue;
        const related = [{ message: 'patch', args: [], range: id.range }];
        (found ??= []).push({ message, args: [other, id.value], range: field.range, related });
      }
    }
    return found ?? NO_PROBLEMS;
  }),
  fixes: (problem, { tree }) => {
    const [other, id] = problem.args as [string, string];
    const written = tree.slice(problem.start, problem.end);
    const digits = DIGITS.exec(other)?.[0];
    const own = DIGITS.exec(id)?.[0];
    if (digits === undefined || own === undefined || !written.includes(digits)) return [];
    const text = written.replaceAll(digits, own);
    return [edited('Replace with "{0}"', [id], false, [markupEdit(problem, text)])];
  },
};

const DIGITS = /\d+/;

/** Patterns of identifiers of the same form as a given one. */
interface Form {
  readonly inText: RegExp;
  /** In URLs the digits can be alone. */
  readonly inUrl: RegExp;
}

/** By what identifiers of the same form share: the letters and the number of digits. */
const forms = new Map<string, Form>();
const MAX_FORMS = 256;
const IDENTIFIER = /^(\p{L}{2,8})[-_ ]?(\d{5,9})$/u;

function formOf(letters: string, count: number): Form {
  const key = `${letters}${count}`;
  let form = forms.get(key);
  if (form === undefined) {
    if (forms.size >= MAX_FORMS) forms.clear();
    const number = `(\\d{${count - 1},${count + 1}})(?!\\d)`;
    form = {
      inText: new RegExp(`(?<!\\p{L})${letters}[-_ ]?${number}`, 'giu'),
      inUrl: new RegExp(`(?<=/)(?:[^/?#]*(?<!\\p{L})${letters}[-_]?)?${number}(?=$|[/?#])`, 'giu'),
    };
    forms.set(detached(key), form);
  }
  return form;
}

/** The first identifier in a text that is neither the patch's own nor one it refers to; `null` where its own occurs too. */
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
