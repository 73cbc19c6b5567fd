import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { Checks, type Layer } from '../../server/src/workspace/configuration/checks';
import {
  Configurations,
  configuredVocabulary,
  withStateProblems,
} from '../../server/src/workspace/configuration/configurations';
import { LEVELS, PRESET_NAMES, readConfig } from '../../server/src/workspace/configuration/file';
import { diagnostics } from '../../server/src/language/diagnostics';
import { FORMAT_DEFAULTS } from '../../server/src/workspace/configuration/formatOptions';
import { render } from '../../server/src/xml/problem';
import { marked, withRange } from '../support/cursor';
import { documentIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';
import { refusalByName } from '../../server/src/workspace/fileAccess';
import { soundText } from '../../server/src/xml/decode';

/** The checks of a file next to a configuration. */
async function checksFor(config: object, file = 'a.xml'): Promise<Checks> {
  const files = filesWith({ 'file:///w/vpc.config.json': JSON.stringify(config) });
  return (await files.for(`file:///w/${file}`)).checks;
}

function filesWith(
  texts: Readonly<Record<string, string>>,
  top = 'file:///',
  folders: readonly string[] = [],
): Configurations {
  return new Configurations(
    {
      read: (uri) => {
        assert.match(uri, /^[^:]+:\/\/[^/]*\/.*vpc\.config\.json$/);
        const text = texts[uri];
        return Promise.resolve(text === undefined ? null : soundText(text));
      },
      refusal: (uri, within) => Promise.resolve(refusalByName(uri, within)),
    },
    (folder) => folder === top,
    () => folders,
  );
}

describe('vpc.config.json', () => {
  const INVALID: readonly (readonly [text: string, message: RegExp])[] = [
    ['{ [["presets": "basic"]] }', /^Unknown property "presets"\. Did you mean preset\?/],
    ['{ [["x1234567890": 1]] }', /^Unknown property "x1234567890". Known properties: .*preset/],
    ['{ [["preset": "all"]] }', /^Expected one of basic, extended, full; found "all"\.$/],
    ['{ "rules": { [["vpc/filenam": "off"]] } }', /"vpc\/filenam"\. Did you mean vpc\/filename\?$/],
    ['{ "rules": { [["xml/bare-ampersand": "off"]] } }', /cannot be configured/],
    ['{ "rules": { [["vpc/filename": "of"]] } }', /^Expected one of off, hint/],
    ['{ "overrides": [ { [["files": "*.xml"]] } ] }', /^Expected a list/],
    ['{ "overrides": [ [[{ "preset": "full" }]] ] }', /Missing property "files"/],
    ['{ [["fileNamePattern": "{nobody}.xml"]] }', /^Expected a filename pattern/],
    ['{ "options": { [["availableDays": -1]] } }', /days/],
    ['{ "format": { [["tabSize": 0]] } }', /^Expected a whole number from 1 to 16\.$/],
    ['{ "format": { [["insertSpaces": 2]] } }', /^Expected true or false\.$/],
    ['{ "format": { [["attributes": "none"]] } }', /^Expected one of preserve, wrap, onePerLine/],
    ['{ "overrides": [{ "files": ["*"], [["baseline": "b.json"]] }] }', /^Unknown property "baseline"/],
    ['{ "preset": [[basic]] }', /^Not valid JSON/],
  ];
  for (const [text, message] of INVALID) {
    it(`reports the problem of ${text.replace(/\[\[|\]\]/g, '')}`, () => {
      const { text: json } = withRange(text);
      const { config, problems } = readConfig(json);
      assert.equal(config, null);
      assert.equal(marked(json, problems[0]!), text);
      assert.match(render(problems[0]!.message, problems[0]!.args), message);
    });
  }

  it('allows comments and trailing commas', () => {
    assert.equal(readConfig('{ // why\n "preset": "full", /* and */ }').config?.preset, 'full');
  });

  it('agrees with its JSON schema', () => {
    const schema = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const [text] of INVALID) {
      const json = withRange(text).text;
      // The schema does not know the codes and the syntax of patterns.
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
  it('apply from the nearest folder alone, up to the top folder', async () => {
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

  it('resolve schema and profile against their own folder', async () => {
    const text = '{"schema":"s/my vpc.xsd","profile":"../p.json"}';
    const configured = await filesWith({ 'file:///w/vpc.config.json': text }, 'file:///', ['file://']).for(
      'file:///w/x/a.xml',
    );
    assert.equal(configured.schemaUri, 'file:///w/s/my%20vpc.xsd');
    assert.equal(configured.profileUri, 'file:///p.json');
  });

  it('apply the last matching override to a file', async () => {
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

  it('are overridden by the command line', async () => {
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
  describe(`effect of a configuration, ${test.title}`, () => {
    const wrong = test.sampleText.replace('>Not Approved<', '>not approved<');
    const problemsUnder = async (config: object, text = wrong, fileName = test.sampleName) => {
      const checks = await checksFor(config);
      const vocabulary = configuredVocabulary(test.vocabulary, checks);
      return diagnostics({ ...documentIn(test, text, fileName), vocabulary, checks });
    };

    it('changes the severity of a problem, or removes it', async () => {
      const [problem] = await problemsUnder({ rules: { 'vpc/code-value': 'hint' } });
      assert.deepEqual([problem?.code, problem?.severity], ['vpc/code-value', 'hint']);
      assert.deepEqual(await problemsUnder({ rules: { 'vpc/*': 'off' } }), []);
    });

    it('never removes well-formedness errors', async () => {
      const codes = (
        await problemsUnder({ preset: 'basic', rules: { 'xsd/*': 'off', 'vpc/*': 'off' } }, '<a>&</b>')
      ).map(({ code }) => code);
      assert.deepEqual(codes, ['xml/bare-ampersand', 'xml/mismatched-end-tag']);
    });

    it('changes the filename convention', async () => {
      const config = { fileNamePattern: '{supplier}.xml' };
      const codes = (await problemsUnder(config, test.sampleText)).map(({ code }) => code);
      assert.deepEqual([...new Set(codes)], ['vpc/filename']);
      assert.deepEqual(await problemsUnder(config, test.sampleText, 'Northwind-Process-Systems.xml'), []);
    });

    it('has a problem for each state that the profile does not have', () => {
      const marked = (text: string): string[] => {
        const { problems } = withStateProblems({ uri: '', text, ...readConfig(text) }, test.vocabulary);
        return problems.map(({ start, end, message, args }) => `${text.slice(start, end)}: ${render(message, args)}`);
      };
      const list = test.profile.states.map(({ value }) => value).join(', ');
      assert.deepEqual(
        marked('{ "states": ["Approved", "Aproved"], "overrides": [{ "files": [], "states": ["#!"] }] }'),
        [
          `"Aproved": Unknown state "Aproved". Did you mean Approved? The profile has ${list}.`,
          `"#!": Unknown state "#!". The profile has ${list}.`,
        ],
      );
      assert.deepEqual(marked('{ "states": ["Approved"] }'), []);
    });

    it('changes the number of days after which a patch must be in test', async () => {
      const text = test.profile.states.reduce(
        (all, { value }) => all.replaceAll(`>${value}<`, '>Available<'),
        test.sampleText,
      );
      // The same tree: results memoised for one number of days must not be used for another.
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

    it('selects rules by preset', async () => {
      const codes = async (preset: string) =>
        new Set((await problemsUnder({ preset }, wrong, 'x.xml')).map(({ code }) => code));
      assert.deepEqual(await codes('basic'), new Set(['vpc/code-value']));
      assert.deepEqual(await codes('extended'), new Set(['vpc/filename', 'vpc/code-value']));
      const full = await codes('full');
      assert.ok([...(await codes('extended'))].every((code) => full.has(code)));
    });

    it('restricts the states in the files', async () => {
      const states = test.profile.states.map(({ value }) => value).filter((value) => value !== 'Not Approved');
      const problems = await problemsUnder({ states }, test.sampleText);
      assert.ok(problems.some(({ code, args }) => code === 'vpc/code-value' && args[0] === 'Not Approved'));
      assert.ok(problems.every(({ code }) => code === 'vpc/code-value'));
    });

    it('does not report suppressions of codes that are off as unused', async () => {
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

describe('checks', () => {
  const checks = (...sections: readonly Omit<Layer, 'origin'>[]): Checks =>
    new Checks(sections.map((section, index) => ({ ...section, origin: `layer ${index}` })));

  it('include only selected codes and well-formedness, whatever the preset', () => {
    const selected = checks({ preset: 'basic', select: ['vpc/no-products', 'xsd/*'] });
    const codes = ['vpc/no-products', 'xsd/content', 'vpc/url', 'vpc/cve-syntax', 'xml/bare-ampersand'];
    assert.deepEqual(
      codes.filter((code) => selected.isOn(code)),
      ['vpc/no-products', 'xsd/content', 'xml/bare-ampersand'],
    );
    assert.equal(checks({ preset: 'basic' }).isOn('vpc/no-products'), false);
    assert.equal(
      checks({ select: ['vpc/no-products'], rules: { 'vpc/no-products': 'off' } }).isOn('vpc/no-products'),
      false,
    );
  });

  it('prefer a code to its prefix in one section, in either order', () => {
    for (const rules of [
      { 'vpc/*': 'off', 'vpc/url': 'error' },
      { 'vpc/url': 'error', 'vpc/*': 'off' },
    ] as const) {
      assert.deepEqual(
        ['vpc/url', 'vpc/filename', 'xsd/content'].map((code) => checks({ rules }).levelOf(code, 'info')),
        ['error', 'off', 'info'],
      );
    }
  });

  it('prefer the prefix in a later section to the code in an earlier one', () => {
    const both = checks({ rules: { 'vpc/url': 'error' } }, { rules: { 'vpc/*': 'hint' } });
    assert.deepEqual([both.levelOf('vpc/url', 'info'), both.originOf('vpc/url')], ['hint', 'layer 1']);
  });

  it('include a rule of another preset that is named by its code, but not by its prefix', () => {
    assert.equal(checks({ rules: { 'vpc/no-products': 'info' } }).isOn('vpc/no-products'), true);
    assert.equal(checks({ rules: { 'vpc/*': 'info' } }).isOn('vpc/no-products'), false);
  });
});

describe('values of a configuration', () => {
  it('resolve paths with special characters', async () => {
    const config = { schema: 'my #1?.xsd', profile: 'a\\b ü.json', baseline: 'C:\\x.json' };
    const files = filesWith({ 'file:///w/vpc.config.json': JSON.stringify(config) }, 'file:///', ['file:///C:']);
    const { schemaUri, profileUri, baselineUri } = await files.for('file:///w/a.xml');
    assert.deepEqual(
      [schemaUri, profileUri, baselineUri],
      ['file:///w/my%20%231%3F.xsd', 'file:///w/a/b%20%C3%BC.json', 'file:///C:/x.json'],
    );
  });

  const GLOBS: readonly (readonly [glob: string, file: string, isMatch: boolean])[] = [
    ['A*.XML', 'a.xml', true],
    ['a*.xml', 'below/A.XML', true],
    ['below/*.xml', 'Below/a.xml', true],
    ['./below/*.xml', 'below/a.xml', true],
    ['below/*.xml', 'below/further/a.xml', false],
    ['**/*.xml', '.hidden/.a.xml', true],
    ['*.xml', '.a.xml', true],
    ['a b.xml', 'a%20b.xml', true],
  ];
  for (const [glob, file, isMatch] of GLOBS) {
    it(`${isMatch ? 'match' : 'do not match'} the glob ${glob} with ${file}`, async () => {
      const checks = await checksFor({ preset: 'basic', overrides: [{ files: [glob], preset: 'full' }] }, file);
      assert.equal(checks.preset.value, isMatch ? 'full' : 'basic');
    });
  }

  it('accept numbers up to their limits', () => {
    const isRead = (config: object): boolean => readConfig(JSON.stringify(config)).config !== null;
    for (const [name, min, max] of [
      ['tabSize', 1, 16],
      ['lineWidth', 0, 10_000],
      ['maxBlankLines', 0, 10],
    ] as const) {
      const read = [min - 1, min, max, max + 1, min + 0.5].map((value) => isRead({ format: { [name]: value } }));
      assert.deepEqual(read, [false, true, true, false, false], name);
    }
    assert.deepEqual(
      [-1, 0, 1, 0.5, '1'].map((availableDays) => isRead({ options: { availableDays } })),
      [false, true, true, false, false],
    );
  });
});
