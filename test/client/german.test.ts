import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEXTS } from '../../client/webview/texts';
import { DECISION_NAMES, PLAN_TEXTS } from '../../server/src/matrix/plan/export/shown';
import { messageTemplates } from '../support/messages';

const text = readFileSync('l10n/bundle.l10n.de.json', 'utf8');
const german = JSON.parse(text) as Record<string, string>;

/** Every message of the client: the arguments of `vscode.l10n.t`. */
function messages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)])
    .map(([, text]) => text!.replace(/\\(.)/g, '$1'));
}

describe('the German translation', () => {
  it('has every message of the client', () => {
    const texts = messages('client/src');
    assert.ok(texts.length > 50);
    assert.deepEqual(
      texts.filter((text) => !(text in german)),
      [],
    );
  });

  it('has every text of the matrix page', () => {
    assert.deepEqual(
      Object.values(TEXTS).filter((text) => !(text in german)),
      [],
    );
  });

  it('has every text of the plan', () => {
    assert.deepEqual(
      [...Object.values(PLAN_TEXTS), ...Object.values(DECISION_NAMES)].filter((text) => !(text in german)),
      [],
    );
  });

  it('has every message of the language service and the server', () => {
    const missing = [...messageTemplates()].filter(([template]) => !(template in german));
    assert.deepEqual(
      missing.map(([template, file]) => `${file}: ${template}`),
      [],
    );
  });

  it('has each message once', () => {
    assert.equal(text.trimEnd(), JSON.stringify(german, null, 2));
  });

  it('has the placeholders of each message', () => {
    const places = (text: string): string[] => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
    for (const [english, translated] of Object.entries(german))
      assert.deepEqual(places(translated), places(english), english);
  });
});
