import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import type { Checks } from '../../server/src/service/configuration/checks';
import { Configurations, vocabularyUnder } from '../../server/src/service/configuration/configurations';
import { LEVELS, PRESET_NAMES, readConfig } from '../../server/src/service/configuration/file';
import { judgedBy } from '../../server/src/service/configuration/states';
import { diagnostics } from '../../server/src/service/diagnostics';
import { FORMAT_DEFAULTS } from '../../server/src/service/format/options';
import { render } from '../../server/src/xml/problem';
import { marked, withRange } from '../support/cursor';
import { documentIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';

/** The checks that a configuration comes to for a file beside it. */
async function checksFor(config: object, file = 'a.xml'): Promise<Checks> {
  const files = filesWith({ 'file:///w/vpc.config.json': JSON.stringify(config) });
  return (await files.for(`file:///w/${file}`)).checks;
}

function filesWith(texts: Readonly<Record<string, string>>, top = 'file:///'): Configurations {
  return new Configurations(
    (uri) => {
      assert.match(uri, /^[^:]+:\/\/[^/]*\/.*vpc\.config\.json$/);
      return Promise.resolve(texts[uri] ?? null);
    },
    (folder) => folder === top,
  );
}

describe('vpc.config.json', () => {
  const MISTAKES: readonly (readonly [text: string, message: RegExp])[] = [
    ['{ [["presets": "basic"]] }', /^There is no property "presets" here\. Did you mean preset\?/],
    ['{ [["x1234567890": 1]] }', /^There is no property "x1234567890" here; there are .*preset/],
    ['{ [["preset": "all"]] }', /^Expected one of basic, extended, full; found "all"\.$/],
    ['{ "rules": { [["vpc/filenam": "off"]] } }', /"vpc\/filenam"\. Did you mean vpc\/filename\?$/],
    ['{ "rules": { [["xml/bare-ampersand": "off"]] } }', /cannot be changed/],
    ['{ "rules": { [["vpc/filename": "of"]] } }', /^Expected one of off, hint/],
    ['{ "overrides": [ { [["files": "*.xml"]] } ] }', /^Expected a list/],
    ['{ "overrides": [ [[{ "preset": "full" }]] ] }', /"files" is missing/],
    ['{ [["fileNamePattern": "{nobody}.xml"]] }', /^Expected a filename pattern/],
    ['{ "options": { [["availableDays": -1]] } }', /days/],
    ['{ "format": { [["tabSize": 0]] } }', /^Expected a whole number from 1 to 16\.$/],
    ['{ "format": { [["insertSpaces": 2]] } }', /^Expected true or false\.$/],
    ['{ "format": { [["attributes": "none"]] } }', /^Expected one of preserve, wrap, onePerLine/],
    ['{ "overrides": [{ "files": ["*"], [["baseline": "b.json"]] }] }', /^There is no property "baseline" here/],
    ['{ "preset": [[basic]] }', /^This is not JSON/],
  ];
  for (const [text, message] of MISTAKES) {
    it(`says what is wrong with ${text.replace(/\[\[|\]\]/g, '')}`, () => {
      const { text: json } = withRange(text);
      const { config, problems } = readConfig(json);
      assert.equal(config, null);
      assert.equal(marked(json, problems[0]!), text);
      assert.match(render(problems[0]!.message, problems[0]!.args), message);
    });
  }

  it('may have comments', () => {
    assert.equal(readConfig('{ // why\n "preset": "full", /* and */ }').config?.preset, 'full');
  });

  it('has a schema that says the same', () => {
    const schema = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const [text] of MISTAKES) {
      const json = withRange(text).text;
      // What only this code knows: which codes there are, what a pattern is made of.
      if (/filenam"|nobody|: basic/.test(json)) continue;
      assert.equal(validate(JSON.parse(json)), false, json);
    }
    const all = {
      $schema: 's',
      schema: 'a',
      profile: 'b',
      baseline: 'c.json',
      preset: 'full',
      rules: { 'vpc/*': 'off', 'xsd/cvc-id.1': 'hint' },
    };
    const format = { ...FORMAT_DEFAULTS };
    const section = { format, options: { availableDays: 3 }, fileNamePattern: '{supplier}.xml', states: ['Approved'] };
    const config = { ...all, ...section, overrides: [{ files: ['a/**'], ...section }] };
    assert.deepEqual(readConfig(JSON.stringify(config)).problems, []);
    assert.ok(validate(config), JSON.stringify(validate.errors));
    const text = JSON.stringify(schema);
    for (const word of [...LEVELS, ...PRESET_NAMES]) assert.ok(text.includes(`"${word}"`), word);
  });
});

describe('configurations', () => {
  it('are found upwards, the nearest one alone, and not above the top', async () => {
    const files = filesWith(
      {
        'file:///vpc.config.json': '{"preset":"full"}',
        'file:///w/vpc.config.json': '{"rules":{"vpc/filename":"off"}}',
        'file:///w/deep/er/vpc.config.json': '{"preset":"basic"}',
      },
      'file:///other/',
    );
    const presetOf = async (uri: string) => (await files.for(uri)).checks.preset;
    assert.deepEqual(await presetOf('file:///w/deep/er/a.xml'), { value: 'basic', origin: 'vpc.config.json' });
    assert.deepEqual(await presetOf('file:///w/deep/a.xml'), { value: 'extended', origin: 'default' });
    assert.equal((await files.for('file:///w/deep/a.xml')).checks.isOn('vpc/filename'), false);
    assert.equal((await presetOf('file:///x/a.xml')).value, 'full');
    assert.equal((await presetOf('file:///other/y/a.xml')).value, 'extended');
    assert.equal((await presetOf('untitled:Untitled-1')).value, 'extended');
    assert.equal((await presetOf('vscode-vfs://host/w/a.xml')).value, 'extended');
  });

  it('name schema and profile from their own folder', async () => {
    const text = '{"schema":"s/my vpc.xsd","profile":"../p.json"}';
    const configured = await filesWith({ 'file:///w/vpc.config.json': text }).for('file:///w/x/a.xml');
    assert.equal(configured.schemaUri, 'file:///w/s/my%20vpc.xsd');
    assert.equal(configured.profileUri, 'file:///p.json');
  });

  it('say other things of some files, the last word first', async () => {
    const config = {
      rules: { 'vpc/filename': 'off', 'vpc/*': 'info' },
      overrides: [
        { files: ['old/**'], rules: { 'vpc/*': 'off' } },
        { files: ['*_draft.xml'], rules: { 'vpc/filename': 'hint' } },
      ],
    };
    const level = async (file: string, code: string) => (await checksFor(config, file)).levelOf(code, 'error');
    assert.equal(await level('a.xml', 'vpc/filename'), 'off');
    assert.equal(await level('a.xml', 'vpc/code-value'), 'info');
    assert.equal(await level('old/b/a.xml', 'vpc/code-value'), 'off');
    assert.equal(await level('x/a_draft.xml', 'vpc/filename'), 'hint');
    assert.equal(await level('a.xml', 'xsd/cvc-id.1'), 'error');
    assert.equal((await checksFor(config, 'old/a.xml')).originOf('vpc/code-value'), 'vpc.config.json overrides[0]');
  });

  it('give way to what is said with more weight', async () => {
    const files = filesWith({ 'file:///w/vpc.config.json': '{"preset":"full","rules":{"vpc/filename":"off"}}' });
    const over = { origin: 'command line', preset: 'basic', select: ['vpc/filename', 'xsd/*'] } as const;
    const { checks } = await files.for('file:///w/a.xml', over);
    assert.deepEqual(checks.preset, { value: 'basic', origin: 'command line' });
    assert.equal(checks.isOn('vpc/code-value'), false);
    assert.equal(checks.isOn('xsd/cvc-id.1'), true);
    assert.equal(checks.isOn('xml/bare-ampersand'), true);
  });
});

for (const test of BOTH) {
  describe(`what a configuration changes, ${test.title}`, () => {
    const wrong = test.sampleText.replace('>Not Approved<', '>not approved<');
    const problemsUnder = async (config: object, text = wrong, fileName = test.sampleName) => {
      const checks = await checksFor(config);
      const vocabulary = vocabularyUnder(test.vocabulary, checks);
      return diagnostics({ ...documentIn(test, text, fileName), vocabulary, checks });
    };

    it('how bad a problem is, and whether it is one', async () => {
      const [problem] = await problemsUnder({ rules: { 'vpc/code-value': 'hint' } });
      assert.deepEqual([problem?.code, problem?.severity], ['vpc/code-value', 'hint']);
      assert.deepEqual(await problemsUnder({ rules: { 'vpc/*': 'off' } }), []);
    });

    it('never whether the XML is well-formed', async () => {
      const codes = (
        await problemsUnder({ preset: 'basic', rules: { 'xsd/*': 'off', 'vpc/*': 'off' } }, '<a>&</b>')
      ).map(({ code }) => code);
      assert.deepEqual(codes, ['xml/bare-ampersand', 'xml/mismatched-end-tag']);
    });

    it('how files are named', async () => {
      const config = { fileNamePattern: '{supplier}.xml' };
      const codes = (await problemsUnder(config, test.sampleText)).map(({ code }) => code);
      assert.deepEqual([...new Set(codes)], ['vpc/filename']);
      assert.deepEqual(await problemsUnder(config, test.sampleText, 'Northwind-Process-Systems.xml'), []);
    });

    it('which states there are: the profile says so', () => {
      const marked = (text: string): string[] => {
        const { problems } = judgedBy({ uri: '', text, ...readConfig(text) }, test.vocabulary);
        return problems.map(({ start, end, message, args }) => `${text.slice(start, end)}: ${render(message, args)}`);
      };
      const list = test.profile.states.map(({ value }) => value).join(', ');
      assert.deepEqual(
        marked('{ "states": ["Approved", "Aproved"], "overrides": [{ "files": [], "states": ["#!"] }] }'),
        [
          `"Aproved": "Aproved" is no state of the profile. Did you mean Approved? There are ${list}.`,
          `"#!": "#!" is no state of the profile; there are ${list}.`,
        ],
      );
      assert.deepEqual(marked('{ "states": ["Approved"] }'), []);
    });

    it('after how many days a patch should be in test', async () => {
      const text = test.profile.states.reduce(
        (all, { value }) => all.replaceAll(`>${value}<`, '>Available<'),
        test.sampleText,
      );
      // The same tree: what is remembered for one number of days is not taken for another.
      const document = documentIn(test, text, test.sampleName);
      for (const [availableDays, found] of [
        [1000, 0],
        [1, 1],
        [1000, 0],
      ]) {
        const checks = await checksFor({ options: { availableDays } });
        const codes = diagnostics({ ...document, checks }).map(({ code }) => code);
        assert.equal(codes.filter((code) => code === 'vpc/still-available').length, found);
      }
    });

    it('which rules look, by preset', async () => {
      const codes = async (preset: string) =>
        new Set((await problemsUnder({ preset }, wrong, 'x.xml')).map(({ code }) => code));
      assert.deepEqual(await codes('basic'), new Set(['vpc/code-value']));
      assert.deepEqual(await codes('extended'), new Set(['vpc/filename', 'vpc/code-value']));
      const full = await codes('full');
      assert.ok([...(await codes('extended'))].every((code) => full.has(code)));
    });

    it('which states may stand in the files', async () => {
      const states = test.profile.states.map(({ value }) => value).filter((value) => value !== 'Not Approved');
      const problems = await problemsUnder({ states }, test.sampleText);
      assert.ok(problems.some(({ code, args }) => code === 'vpc/code-value' && args[0] === 'Not Approved'));
      assert.ok(problems.every(({ code }) => code === 'vpc/code-value'));
    });

    it('whether a comment that suppresses is unused', async () => {
      const text = test.sampleText.replace(/\n<(?=[\w:])/, '\n<!-- vpc-disable-file vpc/code-value -->\n<');
      assert.deepEqual(
        (await problemsUnder({}, text)).map(({ code }) => code),
        ['vpc/unused-suppression'],
      );
      assert.deepEqual(await problemsUnder({ rules: { 'vpc/code-value': 'off' } }, text), []);
      assert.deepEqual(await problemsUnder({ rules: { 'vpc/unused-suppression': 'off' } }, text), []);
    });
  });
}
