/** Runs the examples of docs/MATRIX.md. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { columnNames } from '../../server/src/matrix/columns';
import { ENGLISH, factText, stateText } from '../../server/src/matrix/export/texts';
import type { Fact } from '../../server/src/matrix/facts';
import { buildMatrix, type Matrix } from '../../server/src/matrix/matrix';
import { noteText, type Note } from '../../server/src/matrix/notes';
import { readPublication } from '../../server/src/matrix/reading';
import type { MatrixSource } from '../../server/src/matrix/sources';
import { summarise } from '../../server/src/matrix/summary';
import { cellsOf, viewOf } from '../../server/src/matrix/view';
import type { Draft } from '../../server/src/domain/publicationText';
import { english } from '../../server/src/xml/problem';
import { runToCompletion } from '../../server/src/xml/task';
import { documentIn } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH, type TestVocabulary } from '../support/vocabularies';

const PAGE = readFileSync('docs/MATRIX.md', 'utf8');

interface Example {
  readonly title: string;
  readonly lines: readonly string[];
}

function examples(): Example[] {
  return [...PAGE.matchAll(/^## (.*)$|^```matrix\n([^]*?)^```$/gm)].reduce<{ heading: string; found: Example[] }>(
    ({ heading, found }, [, title, block]) =>
      title === undefined
        ? {
            heading,
            found: [...found, { title: `${heading} ${found.length + 1}`, lines: block!.trimEnd().split('\n') }],
          }
        : { heading: title, found },
    { heading: '', found: [] },
  ).found;
}

interface Given {
  readonly name: string;
  readonly isOwner: boolean;
  readonly fields: Record<string, string>;
  readonly patches: Map<string, Draft<'patch'> & { product: Draft<'product'>[] }>;
}

const HEAD_FIELDS: Readonly<Record<string, string>> = { id: 'document-id', version: 'document-version' };
const PATCH_FIELDS = ['severity', 'supersedes'];

const day = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T12:00:00Z` : text);

function filesIn(lines: readonly string[]): Given[] {
  const files: Given[] = [];
  for (const line of lines) {
    const [first, second, third, ...more] = line.trim().split(/ {2,}/) as [string, string, string, ...string[]];
    if (!line.startsWith(' ')) {
      const fields: Record<string, string> = { supplier: second };
      for (const text of [third, ...more]) {
        const [key, ...value] = text.split(' ');
        fields[HEAD_FIELDS[key!] ?? key!] = day(value.join(' '));
      }
      files.push({ name: first, isOwner: 'owner' in fields, fields, patches: new Map() });
      continue;
    }
    const { patches } = files.at(-1)!;
    const patch = patches.get(first) ?? {
      'patch-id': first,
      title: first,
      released: '2026-01-13T07:00:00Z',
      product: [],
    };
    const [product, version] = [second.slice(0, second.lastIndexOf(' ')), second.slice(second.lastIndexOf(' ') + 1)];
    const said: Record<string, unknown> = { 'product-id': product, 'product-version': [version], state: third };
    for (const text of more) {
      const [key, ...value] = text.split(' ');
      if (/^\d/.test(text)) said['state-date'] = day(text);
      else if (PATCH_FIELDS.includes(key!)) Object.assign(patch, { [key!]: value.join(' ') });
      else said[key!] = value.join(' ');
    }
    if (third === 'Not Approved') said.comment = 'Stops';
    patch.product.push(said);
    patches.set(first, patch);
  }
  return files;
}

interface Read {
  readonly given: readonly MatrixSource[];
  readonly notes: readonly Note[];
}

function read(lines: readonly string[], test: TestVocabulary): Read {
  const all = filesIn(lines).map(({ name, isOwner, fields: { owner: _owner, ...head }, patches }) =>
    readPublication(documentIn(test, publicationText(test, [...patches.values()], head)), {
      name,
      path: name,
      isOwner,
    }),
  );
  return { given: all.flatMap(({ given }) => given ?? []), notes: all.flatMap(({ notes }) => notes) };
}

/** What an example says of a matrix, in the words of the page. */
function shown(matrix: Matrix): string[] {
  const view = viewOf(matrix);
  const names = columnNames(view.columns);
  return view.rows
    .flatMap((row) =>
      cellsOf(row, view).flatMap((cell, index) => {
        const text = stateText(cell, matrix.sources, ENGLISH);
        return text === '' ? [] : [[row.id, names[index]!, text].join('  ')];
      }),
    )
    .sort();
}

for (const test of BOTH) {
  describe(`the examples of docs/MATRIX.md, ${test.title}`, () => {
    for (const { title, lines } of examples()) {
      it(title, () => {
        const [end, middle] = [lines.indexOf('---'), lines.indexOf('===')];
        const before = middle < 0 ? null : read(lines.slice(0, middle), test);
        const now = read(lines.slice(middle + 1, end), test);
        const older = before && runToCompletion(buildMatrix(test.vocabulary, before.given));
        const matrix = runToCompletion(buildMatrix(test.vocabulary, now.given, { older }));
        const expected = lines.slice(end + 1).map((line) => line.split(/ {2,}/));
        const cells = expected.filter(([kind]) => !['note', 'fact', 'regressions'].includes(kind!));
        assert.deepEqual(shown(matrix), cells.map((line) => line.join('  ')).sort());
        const notes = [...now.notes, ...(before?.notes ?? []), ...matrix.notes].map((note) => noteText(note, english));
        for (const [kind, text, field, value] of expected) {
          if (kind === 'note')
            assert.ok(
              notes.some((note) => note.includes(text!)),
              `${text}\n${notes.join('\n')}`,
            );
          if (kind === 'fact') {
            const row = viewOf(matrix).rows.find(({ id }) => id === text);
            assert.equal(factText(row!, field as Fact), value);
          }
          if (kind === 'regressions') {
            assert.equal(runToCompletion(summarise(viewOf(matrix))).comparison!.regressions, Number(text));
          }
        }
        if (!expected.some(([kind]) => kind === 'note')) assert.deepEqual(notes, []);
      });
    }
  });
}
