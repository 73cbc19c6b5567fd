import assert from 'node:assert/strict';
import { render } from '../../server/src/xml/problem';
import { readProfile } from '../../server/src/vpc/profile';
import { readTables } from '../../server/src/vpc/tables';
import { FIRST } from '../support/vocabularies';

type Json = Record<string, unknown>;

/** The reference profile after a change, and what is said about it: `pointer: message` each. */
function problemsAfter(change: (profile: Json & { containers: Record<string, Json> }) => void): string[] {
  const profile = structuredClone(FIRST.profile) as unknown as Json & { containers: Record<string, Json> };
  change(profile);
  const { profile: read, problems } = readProfile(JSON.stringify(profile));
  assert.equal(read === null, problems.length > 0);
  return problems.map(({ pointer, message, args }) => `${pointer}: ${render(message, args)}`);
}

describe('readProfile', () => {
  it('takes the reference profile', () => {
    assert.deepEqual(
      problemsAfter(() => undefined),
      [],
    );
  });

  it('points to each mistake, all of them in one go', () => {
    assert.deepEqual(
      problemsAfter((profile) => {
        delete profile.fileName;
        profile.severities = [{ id: 'bad', value: '' }];
        profile.containers.patch!.element = 'p:Patch';
        profile['extra/field'] = 1;
      }),
      [
        ': The property "fileName" is missing.',
        '/containers/patch/element: Expected a name without prefix and blanks, found "p:Patch".',
        '/severities/0/id: Expected one of critical, important, moderate, low, none; found "bad".',
        '/severities/0/value: Expected a text that is not empty, found "".',
        '/extra~1field: There is no property "extra/field" here; there are name, version, note, sources, recognition, containers, attributes, fileName, states, transitions, severities, patchTypes, $schema, links.',
      ],
    );
  });

  it('refuses a role that does not exist and asks for one that is needed', () => {
    const [missing, unknown] = problemsAfter((profile) => {
      profile.containers.product!.children = { 'product-id': 'ID', status: 'Status' };
    });
    assert.equal(missing, '/containers/product/children: The property "state" is missing.');
    assert.match(unknown!, /^\/containers\/product\/children\/status: There is no property "status" here/);
  });

  it('refuses one element in two roles of a container', () => {
    assert.deepEqual(
      problemsAfter((profile) => {
        profile.containers['patch-vendor']!.children = { 'vendor-id': 'ID', url: 'ID', patch: 'Patch' };
      }),
      [
        '/containers/patch-vendor/children/url: The element "ID" plays the role "vendor-id" already; name another one or leave this role out.',
      ],
    );
  });

  it('refuses a file name pattern with a token that names no role', () => {
    assert.deepEqual(
      problemsAfter((profile) => {
        profile.fileName = { pattern: '{Supplier}.xml' };
      }),
      [
        '/fileName/pattern: A token of "{Supplier}.xml" cannot be read. In braces stands one of supplier, published, document-id, document-version, vendor-id, for a date with a format such as {published:yyyy-MM-dd}.',
      ],
    );
  });

  it('refuses a link whose pattern cannot be read or that leads elsewhere than to the web', () => {
    const link = { kind: 'patch', pattern: 'KB(', target: 'https://example.com/{1}' };
    const [unreadable] = problemsAfter((profile) => (profile.links = [link]));
    assert.match(unreadable!, /^\/links\/0\/pattern: This is no regular expression: /);
    const [elsewhere] = problemsAfter(
      (profile) => (profile.links = [{ ...link, pattern: 'KB', target: 'file:///{0}' }]),
    );
    assert.equal(elsewhere, '/links/0/target: Expected a web address, found "file:///{0}".');
  });

  it('says where a text is no JSON', () => {
    const { problems } = readProfile('{"name": }');
    assert.match(render(problems[0]!.message, problems[0]!.args), /^This is not JSON: /);
  });

  it('names what it found instead of an object', () => {
    assert.deepEqual(readProfile('[]').problems, [
      { pointer: '', message: 'Expected {0}, found {1}.', args: ['an object', 'a list'] },
    ]);
  });
});

describe('readTables', () => {
  it('points to a row that is not right', () => {
    const row = { ...FIRST.tables.elements[0]!, cardinality: 'many' };
    const { tables, problems } = readTables(JSON.stringify({ name: 'Mine', elements: [row], attributes: [] }));
    assert.equal(tables, null);
    assert.deepEqual(
      problems.map(({ pointer }) => pointer),
      ['/elements/0/cardinality'],
    );
  });
});
