import assert from 'node:assert/strict';
import { render } from '../../server/src/xml/problem';
import { readProfile } from '../../server/src/domain/profile';
import { readTables } from '../../server/src/domain/tables';
import { FIRST } from '../support/vocabularies';

type Json = Record<string, unknown>;

/** The problems of the reference profile after a change, as `pointer: message`. */
function problemsAfter(change: (profile: Json & { containers: Record<string, Json> }) => void): string[] {
  const profile = structuredClone(FIRST.profile) as unknown as Json & { containers: Record<string, Json> };
  change(profile);
  const { profile: read, problems } = readProfile(JSON.stringify(profile));
  assert.equal(read === null, problems.length > 0);
  return problems.map(({ pointer, message, args }) => `${pointer}: ${render(message, args)}`);
}

describe('readProfile', () => {
  it('accepts the reference profile', () => {
    assert.deepEqual(
      problemsAfter(() => undefined),
      [],
    );
  });

  it('reports all problems at once, each with its pointer', () => {
    assert.deepEqual(
      problemsAfter((profile) => {
        delete profile.fileName;
        profile.severities = [{ id: 'bad', value: '' }];
        profile.containers.patch!.element = 'p:Patch';
        profile['extra/field'] = 1;
      }),
      [
        ': Missing property "fileName".',
        '/containers/patch/element: Expected a name without prefix or whitespace, found "p:Patch".',
        '/severities/0/id: Expected one of critical, important, moderate, low, none; found "bad".',
        '/severities/0/value: Expected a non-empty string, found "".',
        '/extra~1field: Unknown property "extra/field". Known properties: name, version, note, sources, recognition, containers, attributes, fileName, states, transitions, severities, patchTypes, $schema, synonyms, patchIdentifiers, links.',
      ],
    );
  });

  it('reports an unknown role and a missing one that is required', () => {
    const [missing, unknown] = problemsAfter((profile) => {
      profile.containers.product!.children = { 'product-id': 'ID', status: 'Status' };
    });
    assert.equal(missing, '/containers/product/children: Missing property "state".');
    assert.match(unknown!, /^\/containers\/product\/children\/status: Unknown property "status"/);
  });

  it('reports one element in two roles of a container', () => {
    assert.deepEqual(
      problemsAfter((profile) => {
        profile.containers['patch-vendor']!.children = { 'vendor-id': 'ID', url: 'ID', patch: 'Patch' };
      }),
      [
        '/containers/patch-vendor/children/url: The element "ID" already has the role "vendor-id". Name another element, or omit this role.',
      ],
    );
  });

  it('reports a synonym of two states', () => {
    assert.deepEqual(
      problemsAfter((profile) => {
        profile.synonyms = { approved: ['OK', 'approved', 'RELEASED'], released: ['ok'] };
      }),
      [
        '/synonyms/approved/2: "RELEASED" already names the state "released". Remove it here.',
        '/synonyms/released/0: "ok" already names the state "approved". Remove it here.',
      ],
    );
  });

  it('reports a file name pattern with a token that names no role', () => {
    assert.deepEqual(
      problemsAfter((profile) => {
        profile.fileName = { pattern: '{Supplier}.xml' };
      }),
      [
        '/fileName/pattern: Invalid placeholder in "{Supplier}.xml". Use one of supplier, published, document-id, document-version, vendor-id in braces; a date takes a format, for example {published:yyyy-MM-dd}.',
      ],
    );
  });

  it('reports patterns and globs that are too long, lead elsewhere or cannot be matched in linear time', () => {
    const link = { kind: 'patch', target: 'https://example.com/{1}' };
    const [path] = problemsAfter((profile) => (profile.fileName = { pattern: '../{supplier}.xml' }));
    assert.equal(
      path,
      '/fileName/pattern: "/" is not allowed in file names on all systems. Remove it from the pattern.',
    );
    const globs = problemsAfter(
      (profile) => (profile.recognition = { fileNames: ['../**', 'a\n', '*a'.repeat(5_000)] }),
    );
    assert.deepEqual(globs, [
      '/recognition/fileNames/0: "../**" must be a glob of file names, without folders. Example: *_VPC_*.xml.',
      '/recognition/fileNames/1: "a\n" must be a glob of file names, without folders. Example: *_VPC_*.xml.',
      '/recognition/fileNames/2: A glob must not be longer than 255 characters.',
    ]);
    const many = problemsAfter(
      (profile) => (profile.recognition = { fileNames: Array.from({ length: 51 }, () => '*') }),
    );
    assert.deepEqual(many, ['/recognition/fileNames: A list must not have more than 50 globs.']);
    const backward = problemsAfter((profile) => (profile.links = [{ ...link, pattern: '(a)\\1' }]));
    assert.deepEqual(backward, [
      '/links/0/pattern: "\\1" is not supported, because its matching can take unlimited time. Rewrite the expression.',
    ]);
    const large = { ...link, pattern: 'a{1000}b{500}' };
    const sum = problemsAfter((profile) => (profile.links = [large, large, large, large]));
    assert.deepEqual(sum, ['/links/2/pattern: The link patterns are too large together. Remove some of them.']);
  });

  it('reports at most a hundred problems', () => {
    const problems = problemsAfter((profile) => {
      for (let index = 0; index < 20_000; index++) profile[`field${index}`] = 1;
    });
    assert.equal(problems.length, 100);
  });

  it('reports a link whose pattern is not a regular expression or whose target is not a web URL', () => {
    const link = { kind: 'patch', pattern: 'KB(', target: 'https://example.com/{1}' };
    const [unreadable] = problemsAfter((profile) => (profile.links = [link]));
    assert.match(unreadable!, /^\/links\/0\/pattern: Not a valid regular expression: /);
    const [elsewhere] = problemsAfter(
      (profile) => (profile.links = [{ ...link, pattern: 'KB', target: 'file:///{0}' }]),
    );
    assert.equal(elsewhere, '/links/0/target: Expected an http or https URL, found "file:///{0}".');
  });

  it('reports the position at which a text is not valid JSON', () => {
    const { problems } = readProfile('{"name": }');
    assert.match(render(problems[0]!.message, problems[0]!.args), /^Not valid JSON: /);
  });

  it('reports what it found instead of an object', () => {
    assert.deepEqual(readProfile('[]').problems, [
      { pointer: '', message: 'Expected {0}, found {1}.', args: ['an object', 'a list'] },
    ]);
  });
});

describe('readTables', () => {
  it('reports an invalid row with its pointer', () => {
    const row = { ...FIRST.tables.elements[0]!, cardinality: 'many' };
    const { tables, problems } = readTables(JSON.stringify({ name: 'Mine', elements: [row], attributes: [] }));
    assert.equal(tables, null);
    assert.deepEqual(
      problems.map(({ pointer }) => pointer),
      ['/elements/0/cardinality'],
    );
  });
});
