/** The JSON schema of the options and settings of the language server: what it describes is what the server reads. */
import assert from 'node:assert/strict';
import Ajv from 'ajv';
import manifest from '../../package.json';
import schema from '../../schemas/language-server.schema.json';
import { NO_SETTINGS, readOptions, readSettings } from '../../server/src/lsp/settings';

const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: false });
const options = ajv.compile(schema);
const settings = ajv.compile({ ...schema.definitions.settings, $id: 'settings' });

describe('schemas/language-server.schema.json', () => {
  it('has the defaults of the server', () => {
    const empty = Object.fromEntries(Object.keys(NO_SETTINGS).map((name) => [name, {}]));
    assert.ok(settings(empty));
    assert.deepEqual(empty, JSON.parse(JSON.stringify(NO_SETTINGS)));
    const { workspaceDiagnostics, ownCommands, trusted } = schema.properties;
    assert.deepEqual(readOptions(undefined), {
      workspaceDiagnostics: workspaceDiagnostics.default,
      ownCommands: ownCommands.default,
      trusted: trusted.default,
    });
  });

  it('has the settings of VS Code that the server reads, with the same types, values and limits', () => {
    const { properties } = schema.definitions.settings;
    const described = new Map<string, object>();
    for (const [section, { properties: own }] of Object.entries(properties)) {
      for (const [name, value] of Object.entries(own)) described.set(`vpc.${section}.${name}`, value as object);
    }
    // Settings of the extension itself.
    const OWN = [
      ...['vpc.autoCloseTags', 'vpc.matrix.stateDate', 'vpc.plan.assetsFile', 'vpc.plan.installedFile'],
      'vpc.trace.server',
    ];
    const configured = Object.entries(manifest.contributes.configuration.properties).filter(
      ([name]) => !OWN.includes(name),
    );
    assert.deepEqual([...described.keys()].sort(), configured.map(([name]) => name).sort());
    for (const [name, value] of configured) {
      const limits = ({ default: standard, enum: values, minimum, maximum }: Record<string, unknown>) => {
        return { standard, values, minimum, maximum };
      };
      assert.deepEqual(
        limits(described.get(name) as Record<string, unknown>),
        limits(value as Record<string, unknown>),
        name,
      );
    }
  });

  for (const [valid, value] of [
    [true, {}],
    [true, { locale: 'de', settings: { format: { attributes: 'wrap', lineWidth: 80 } } }],
    [false, { settings: { format: { attributes: 'broken' } } }],
    [false, { settings: { 'format.attributes': 'wrap' } }],
    [false, { colour: 'red' }],
  ] as const) {
    it(`${valid ? 'accepts' : 'rejects'} ${JSON.stringify(value)}`, () => {
      assert.equal(options(structuredClone(value)), valid);
    });
  }

  it('describes options of which the server reads each', () => {
    const given = {
      ...{ locale: 'de', settings: { schema: { path: 'a.xsd' } }, trusted: false, workspaceDiagnostics: false },
      ...{ ownCommands: true, matrixCommand: 'open', bundledSchemaUri: 'vpc:/a.xsd', l10n: { a: 'b' } },
    };
    assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(given).sort());
    assert.ok(options(structuredClone(given)));
    assert.deepEqual(readOptions(given), given);
    assert.equal(readSettings(given.settings).schema.path, 'a.xsd');
    assert.deepEqual(
      readOptions({ locale: 1, l10n: 'x', trusted: 'no', ownCommands: 1, matrixCommand: null }),
      readOptions({}),
    );
  });
});
