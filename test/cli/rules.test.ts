import assert from 'node:assert/strict';
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

  it('propose what was meant for a code that is none', async () => {
    const { code, out, err } = await folder.vpc(['explain', 'vpc/cve-sintax']);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /there is no code "vpc\/cve-sintax"\. Did you mean vpc\/cve-syntax/);
  });
});
