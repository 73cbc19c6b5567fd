import assert from 'node:assert/strict';
import { SUPPRESSION_CODES } from '../../server/src/workspace/suppression/codes';
import { RULES } from '../../server/src/rules/registry';
import { XML_CODES } from '../../server/src/xml/codes';
import { INSTANCE_CODES, publicCode, SCHEMA_CODES, type InstanceCode } from '../../server/src/xsd';
import { CliFolder } from '../support/cli';
import { SECOND } from '../support/vocabularies';

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

  it('list the rules of a preset', async () => {
    const { out } = await folder.vpc(['rules', '--format', 'json', '--preset', 'basic']);
    const listed = (JSON.parse(out) as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(
      listed,
      RULES.filter(({ preset }) => preset === 'basic').map(({ id }) => id),
    );
  });

  it('take a configuration: its levels, and the names of its profile', async () => {
    const config = { rules: { 'vpc/cve-syntax': 'off', 'vpc/filename': 'error' }, profile: 'p.json' };
    const configured = await CliFolder.with({
      'vpc.config.json': JSON.stringify(config),
      'p.json': JSON.stringify(SECOND.profile),
    });
    try {
      const levels = async (...args: string[]): Promise<string[]> => {
        const { out } = await configured.vpc(['rules', '--format', 'json', ...args]);
        const listed = JSON.parse(out) as { id: string; level: string }[];
        return ['vpc/cve-syntax', 'vpc/filename'].map((id) => listed.find((rule) => rule.id === id)!.level);
      };
      assert.deepEqual(await levels(), ['off', 'error']);
      assert.deepEqual(await levels('--config', 'vpc.config.json'), ['off', 'error']);
      const [first] = await levels('--no-config');
      assert.notEqual(first, 'off');
      const explained = async (...args: string[]) => (await configured.vpc(['explain', 'cve-syntax', ...args])).out;
      assert.equal(await explained('--no-config'), await explained());
      const own = await explained('--config', 'vpc.config.json');
      assert.notEqual(own, await explained());
      assert.equal(own, await explained('--profile', 'p.json'));
    } finally {
      await configured.remove();
    }
  });

  it('explain a rule with its examples', async () => {
    const { code, out } = await folder.vpc(['explain', 'vpc/cve-syntax']);
    assert.equal(code, 0);
    assert.match(out, /^# vpc\/cve-syntax\n[^]*<VulnerabilityID>ADV990001<\/VulnerabilityID>/);
    assert.equal((await folder.vpc(['explain', 'cve-syntax'])).out, out);
  });

  it('explain each code', async () => {
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
      assert.doesNotMatch(out, /^- .*\{\d\}/m, code);
    }
  });

  it('show severity, source and fix of XML and schema codes', async () => {
    const explained = async (code: string) => (await folder.vpc(['explain', code])).out;
    assert.match(
      await explained('xml/missing-end-tag'),
      /Severity: error\. Source: XML 1\.0[^]*\n- Element "…" has no end tag[^]*```xml/,
    );
    assert.match(
      await explained('xsd/cvc-datatype-valid.1.2.1'),
      /\nIt is reported at the value[^]*\n## Fix\n\nA quick fix/,
    );
    assert.match(await explained('xsd/cvc-elt.4.3'), /## Fix\n\n/);
    for (const code of [
      ...Object.keys(XML_CODES),
      ...Object.keys(INSTANCE_CODES).map((name) => publicCode(name as InstanceCode)),
    ]) {
      assert.doesNotMatch(await explained(code), /undefined|null\./, code);
    }
  });

  it('explain the codes of suppression comments', async () => {
    const { out } = await folder.vpc(['explain', 'unused-suppression']);
    assert.match(out, /^# vpc\/unused-suppression\n[^]*## What to do\n\nRemove the comment/);
  });

  it('propose a similar code for an unknown one', async () => {
    const { code, out, err } = await folder.vpc(['explain', 'vpc/cve-sintax']);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /unknown code "vpc\/cve-sintax"\. Did you mean vpc\/cve-syntax/);
  });
});
