import assert from 'node:assert/strict';
import { SUPPRESSION_CODES } from '../../server/src/service/suppression/codes';
import { RULES } from '../../server/src/vpc/rules/registry';
import { XML_CODES } from '../../server/src/xml/codes';
import { INSTANCE_CODES, publicCode, SCHEMA_CODES, type InstanceCode } from '../../server/src/xsd';
import { CliFolder } from '../support/cli';

describe('vpc rules and vpc explain', () => {
  let folder: CliFolder;
  before(async () => {
    folder = await CliFolder.with({});
  });
  after(() => folder.remove());

  it('list all rules, as text, JSON and markdown', async () => {
    for (const format of ['pretty', 'json', 'markdown']) {
      const { code, out } = await folder.vpc(['rules', '--format', format]);
      assert.equal(code, 0);
      for (const { id, title } of RULES) assert.ok(out.includes(id) && out.includes(title), `${format}: ${id}`);
    }
  });

  it('list those of a preset', async () => {
    const { out } = await folder.vpc(['rules', '--format', 'json', '--preset', 'basic']);
    const listed = (JSON.parse(out) as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(
      listed,
      RULES.filter(({ preset }) => preset === 'basic').map(({ id }) => id),
    );
  });

  it('explain a rule with its examples', async () => {
    const { code, out } = await folder.vpc(['explain', 'vpc/cve-syntax']);
    assert.equal(code, 0);
    assert.match(out, /^# vpc\/cve-syntax\n[^]*<VulnerabilityID>ADV990001<\/VulnerabilityID>/);
    assert.equal((await folder.vpc(['explain', 'cve-syntax'])).out, out);
  });

  it('explain every code that there is', async () => {
    const codes = [
      ...RULES.map(({ id }) => id),
      ...Object.keys(SUPPRESSION_CODES),
      ...Object.keys(XML_CODES),
      ...Object.keys(INSTANCE_CODES).map((code) => publicCode(code as InstanceCode)),
      ...Object.keys(SCHEMA_CODES).map((code) => `xsd/${code}`),
    ];
    for (const code of codes) {
      const { code: exit, out } = await folder.vpc(['explain', code]);
      assert.equal(exit, 0, code);
      assert.ok(out.startsWith(`# ${code}\n`), code);
    }
  });

  it('say what the tables know of a code of XML and of a schema', async () => {
    const said = async (code: string) => (await folder.vpc(['explain', code])).out;
    assert.match(
      await said('xml/missing-end-tag'),
      /Severity: error\. Source: XML 1\.0[^]*\n- <\{0\}> is never closed[^]*```xml/,
    );
    assert.match(
      await said('xsd/cvc-datatype-valid.1.2.1'),
      /\nIt is reported at the value[^]*\n## What helps\n\nA quick fix/,
    );
    assert.match(await said('xsd/cvc-elt.4.3'), /## What helps\n\n/);
    for (const code of [
      ...Object.keys(XML_CODES),
      ...Object.keys(INSTANCE_CODES).map((name) => publicCode(name as InstanceCode)),
    ]) {
      assert.doesNotMatch(await said(code), /undefined|null\./, code);
    }
  });

  it('explain what is said about comments', async () => {
    const { out } = await folder.vpc(['explain', 'unused-suppression']);
    assert.match(out, /^# vpc\/unused-suppression\n[^]*## What to do\n\nRemove the comment/);
  });

  it('propose what was meant for a code that is none', async () => {
    const { code, out, err } = await folder.vpc(['explain', 'vpc/cve-sintax']);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /there is no code "vpc\/cve-sintax"\. Did you mean vpc\/cve-syntax/);
  });
});
