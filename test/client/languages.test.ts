import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEXTS } from '../../client/webview/texts';
import { languages, manifestTexts, textsIn } from '../../scripts/lib/languages.mjs';
import { REFERENCE_VOCABULARY } from '../../server/src/domain/referenceVocabulary';
import { DECISION_NAMES, PLAN_TEXTS } from '../../server/src/matrix/plan/export/shown';
import { RULES } from '../../server/src/rules/registry';
import { SUPPRESSION_CODES } from '../../server/src/workspace/suppression/codes';
import { messageTemplates } from '../support/messages';

/** Every message of the client: the arguments of `vscode.l10n.t`. */
function messages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)])
    .map(([, text]) => text!.replace(/\\(.)/g, '$1'));
}

/** The texts of the element tables and the profile. */
function vocabularyTexts(): string[] {
  const { tables, profile } = REFERENCE_VOCABULARY;
  const rows = [...tables.elements, ...tables.attributes];
  return [
    ...rows.flatMap(({ is, use }) => [is, use]),
    ...tables.elements.flatMap(({ values = [] }) => values.map(({ is }) => is)),
    ...[profile.name, profile.note],
    ...Object.values(profile.sources),
  ];
}

/** The documentation of all rules and of the codes of suppression comments. */
function documentation(): string[] {
  const rules = RULES.flatMap(({ title, docs, examples }) => {
    return [title, ...Object.values(docs), ...[...examples.valid, ...examples.invalid].map((example) => example.title)];
  });
  const comments = Object.values(SUPPRESSION_CODES).flatMap(({ title, docs }) => [title, ...Object.values(docs)]);
  return [...rules, ...comments];
}

const manifest = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

for (const { language, file, texts } of languages()) {
  describe(`the translation ${language}`, () => {
    const missing = (all: readonly string[]): string[] => {
      assert.ok(all.length > 20);
      return all.filter((text) => text !== '' && !Object.hasOwn(texts, text));
    };

    it('has every text of the client', () => assert.deepEqual(missing(messages('client/src')), []));
    it('has every text of package.json', () => assert.deepEqual(missing(Object.values(manifest)), []));
    it('has every text of the pages', () => assert.deepEqual(missing(Object.values(TEXTS)), []));
    it('has every text of the plan', () => {
      assert.deepEqual(missing([...Object.values(PLAN_TEXTS), ...Object.values(DECISION_NAMES)]), []);
    });
    it('has every text of the element tables and the profile', () => assert.deepEqual(missing(vocabularyTexts()), []));
    it('has the documentation of all rules', () => assert.deepEqual(missing(documentation()), []));

    it('has every message of the core, the server and the command line', () => {
      const templates = messageTemplates();
      assert.deepEqual(
        missing([...templates.keys()]).map((template) => `${templates.get(template)}: ${template}`),
        [],
      );
    });

    it('has each text once', () => {
      assert.equal(readFileSync(file, 'utf8').trimEnd(), JSON.stringify(texts, null, 2));
    });

    it('has the placeholders of each text', () => {
      const places = (text: string): string[] => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
      for (const [english, translated] of Object.entries(texts)) {
        assert.deepEqual(places(translated), places(english), english);
      }
    });
  });
}

describe('what is made of a translation', () => {
  it('has the texts of package.json by key, without those that are not translated', () => {
    assert.deepEqual(manifestTexts({ a: 'One', b: 'Two', c: 'One' }, { One: 'Eins' }), { a: 'Eins', c: 'Eins' });
  });

  it('has the texts that programs contain, however they write them', () => {
    const texts = Object.fromEntries(
      ['Plain {0}.', 'A "quoted" word.', "The file's name.", 'Two\nlines.', 'Dots…', 'Not there.'].map((text) => [
        text,
        'x',
      ]),
    );
    const program = String.raw`f("Plain {0}.",'A "quoted" word.',"The file's name.","Two\nlines.","Dots\u2026")`;
    assert.deepEqual(Object.keys(textsIn(texts, [program])), Object.keys(texts).slice(0, -1));
    const escaped = String.raw`f("Plain {0}.","A \"quoted\" word.",'The file\'s name.')`;
    assert.deepEqual(Object.keys(textsIn(texts, [escaped])), Object.keys(texts).slice(0, 3));
  });
});
