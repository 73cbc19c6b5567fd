// Edits of real security advisories: node edits.mjs FOLDER.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom, read, schemaOf } from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';
import { runSeries } from './lib/editSeries.mjs';

const SERIES = 1_000;
/** Each edit needs two validations of the whole text: the longest documents would take minutes. */
const MAX_LENGTH = 60_000;

const folder = corpusFolder();
const documents = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  .map(({ schema, instance }) => ({ name: instance, schema: join(folder, schema), path: join(folder, instance) }))
  .filter(({ path }) => statSync(path).size <= MAX_LENGTH)
  .map(({ name, schema, path }) => ({ name, tree: read(path).tree, schema: schemaOf([schema]).schema }));
runSeries(documents, SERIES, randomFrom(2026));
