// Formats real security advisories: node formatting.mjs FOLDER. Each document, and each in other layouts of its lines, is
// formatted with its schema: only whitespace can change, its problems must stay the same, and formatting it again must
// change nothing.
import { isDeepStrictEqual } from 'node:util';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { edited, formatEdits, parse, read, saidBy, schemaOf, validate } from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';

/** Each document is formatted and validated several times: the longest would take minutes. */
const MAX_LENGTH = 300_000;

const LAYOUTS = {
  'as it is': (text) => text,
  'without indentation': (text) => text.replace(/(\r?\n)[ \t]+</g, '$1<'),
  'indented by tabs, CR LF': (text) => text.replace(/\r?\n {2}/g, '\r\n\t'),
};

const folder = corpusFolder();
const documents = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  .map(({ schema, instance }) => ({ name: instance, schema: join(folder, schema), path: join(folder, instance) }))
  .filter(({ path }) => statSync(path).size <= MAX_LENGTH);

let passed = 0;
let failed = 0;
for (const { name, schema: path, path: instance } of documents) {
  const { schema } = schemaOf([path]);
  const original = read(instance).tree.text();
  for (const [layout, layOut] of Object.entries(LAYOUTS)) {
    const mistake = mistakeIn(layOut(original), schema);
    if (mistake === null) passed++;
    else failed++;
    if (mistake !== null) console.log(`failed: ${name}, ${layout}: ${mistake}`);
  }
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function mistakeIn(text, schema) {
  const document = (tree) => ({ tree, schema, vocabulary: null, fileName: null });
  const tree = parse(text);
  const after = parse(edited(text, formatEdits(document(tree))));
  if (!isDeepStrictEqual(saidBy(after), saidBy(tree))) return 'more than blanks has changed';
  if (validate(after, schema).length !== validate(tree, schema).length) return 'it has other problems now';
  const again = formatEdits(document(after));
  return again.length === 0 ? null : `formatting again changes ${JSON.stringify(again[0])}`;
}
