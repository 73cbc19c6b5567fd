// Reads the tests of the W3C XML Schema test suite for XSD 1.0 processors: from the folder of the official suite
// (suite.xml), or from a part of it with a manifest.json.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/**
 * @typedef {object} Test
 * @property {string} id unique: set/group/kind/name
 * @property {'schema' | 'instance'} kind
 * @property {string} contributor
 * @property {string[]} schemas absolute paths; empty if the instance names its schema
 * @property {string | null} instance absolute path
 * @property {string | undefined} expected `valid`, `invalid`, or a value that is not scored
 * @property {string | undefined} schemaExpected the same for the schema of an instance
 * @property {string} status the W3C's status of the test: accepted, queried, …
 */

/** @returns {Test[]} */
export function testsOf(folder) {
  const manifest = join(folder, 'manifest.json');
  return existsSync(manifest) ? fromManifest(JSON.parse(readFileSync(manifest, 'utf8')), folder) : fromSuite(folder);
}

function fromManifest(groups, folder) {
  return groups.flatMap(({ c: contributor, s: set, g: group, d, i, n, v, st }) => {
    const schemas = d.map((path) => join(folder, path));
    const common = { contributor, schemas, schemaExpected: v };
    const schema = { ...common, id: `${set}/${group}/S/${n}`, kind: 'schema', instance: null, expected: v, status: st };
    const instances = i.map(([name, path, expected, status]) => ({
      ...common,
      id: `${set}/${group}/I/${name}`,
      kind: 'instance',
      instance: join(folder, path),
      expected,
      status,
    }));
    return v === undefined ? instances : [schema, ...instances];
  });
}

/** The configurations that the suite's version tokens name and this project implements. */
const SUPPORTED = new Set(['1.0', '1.0-2e', 'XML-1.0', 'XML-1.0-1e-4e', 'Unicode_6.0.0']);
const REPEATED = new Set([
  'testSetRef',
  'testGroup',
  'schemaTest',
  'instanceTest',
  'schemaDocument',
  'instanceDocument',
  'expected',
]);
const CONTRIBUTORS = {
  nistMeta: 'NIST',
  sunMeta: 'Sun',
  msMeta: 'Microsoft',
  boeingMeta: 'Boeing',
  saxonMeta: 'Saxon',
  ibmMeta: 'IBM',
  oracleMeta: 'Oracle',
  wgMeta: 'WG',
};

function fromSuite(folder) {
  const { testSuite } = readMetadata(join(folder, 'suite.xml'));
  return (testSuite.testSetRef ?? []).flatMap(({ href }) => {
    const file = join(folder, href);
    return existsSync(file) ? fromSet(file, CONTRIBUTORS[href.split('/')[0]] ?? href.split('/')[0]) : [];
  });
}

function fromSet(file, contributor) {
  const { testSet } = readMetadata(file);
  const path = (document) => resolve(dirname(file), decodeURI(document.href));
  if (!applies(testSet)) return [];
  return (testSet.testGroup ?? []).filter(applies).flatMap((group) => {
    const [schemaTest] = group.schemaTest ?? [];
    const schemas = (schemaTest?.schemaDocument ?? []).filter(({ href }) => href !== undefined).map(path);
    const isScored = schemaTest !== undefined && applies(schemaTest);
    const schemaExpected = isScored ? expectedOf(schemaTest) : undefined;
    const common = { contributor, schemas, schemaExpected };
    const idOf = (kind, test) => `${testSet.name}/${group.name}/${kind}/${test.name}`;
    const tests = isScored
      ? [
          {
            ...common,
            id: idOf('S', schemaTest),
            kind: 'schema',
            instance: null,
            expected: schemaExpected,
            status: statusOf(schemaTest),
          },
        ]
      : [];
    for (const test of (group.instanceTest ?? []).filter(applies)) {
      const instance = path(test.instanceDocument[0]);
      tests.push({
        ...common,
        id: idOf('I', test),
        kind: 'instance',
        instance,
        expected: expectedOf(test),
        status: statusOf(test),
      });
    }
    return tests;
  });
}

function readMetadata(file) {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
    parseAttributeValue: false,
    isArray: (name) => REPEATED.has(name),
  });
  return parser.parse(readFileSync(file, 'utf8'));
}

const tokens = ({ version = '' }) => version.split(/\s+/).filter(Boolean);

/** Whether at least one of the version tokens of a set, group or test is supported. */
function applies(part) {
  const versions = tokens(part);
  return versions.length === 0 || versions.some((version) => SUPPORTED.has(version));
}

/** The expected outcome: of those whose tokens are all supported, the one with most tokens. */
function expectedOf({ expected = [] }) {
  const fitting = expected.filter((outcome) => tokens(outcome).every((version) => SUPPORTED.has(version)));
  return fitting.sort((a, b) => tokens(b).length - tokens(a).length)[0]?.validity;
}

const statusOf = ({ current }) => current?.status ?? 'none';
