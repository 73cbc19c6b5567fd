// Edits of the samples and of documents for the B2MML and BatchML schemas, which are generated from the components: node editedInstances.mjs FOLDER.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isError, parse, randomFrom, read, schemaOf, validate, wellFormednessProblems } from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';
import { runSeries } from './lib/editSeries.mjs';
import { instanceOf } from './lib/instances.mjs';

const SERIES = 1_000;
const DOCUMENTS = 150;
/** Approximate number of elements in a document. */
const SIZE = 150;
const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));
const VPC = fileURLToPath(new URL('../../schemas/vpc.xsd', import.meta.url));

const pick = randomFrom(2026);
const instances = instancesOf(schemaOf([join(corpusFolder(), 'Schema', 'AllSchemas.xsd')]).schema);
const valid = instances.filter(
  ({ tree, schema }) => ![...wellFormednessProblems(tree), ...validate(tree, schema)].some(isError),
);
console.log(`${valid.length} of ${instances.length} documents made from the schema are valid before they are edited`);
runSeries([...instances, ...samples()], SERIES, pick);

function instancesOf(schema) {
  const roots = [...schema.elements.values()].filter(({ abstract }) => !abstract);
  return Array.from({ length: DOCUMENTS }, (_, index) => {
    const root = roots[pick(roots.length)];
    return { name: `document ${index} (${root.name})`, tree: parse(instanceOf(schema, root, pick, SIZE)), schema };
  });
}

function samples() {
  const { schema } = schemaOf([VPC]);
  const files = readdirSync(SAMPLES).filter((name) => name.endsWith('.xml'));
  return files.map((name) => ({ name, tree: read(join(SAMPLES, name)).tree, schema }));
}
