import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import manifest from '../../package.json';
import { STATE_IDS } from '../../server/src/vpc/roles';
import profile from '../../schemas/profile.json';

/** What of the manifest is a text to be translated: `%key%`. */
function placeholders(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!).sort();
}

const messages = (file: string): Record<string, string> =>
  JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

describe('the manifest', () => {
  const [language] = manifest.contributes.languages;

  it('knows VPC files by the names that the profile gives them', () => {
    const byManifest = [...language!.filenamePatterns, ...language!.extensions.map((extension) => `*${extension}`)];
    assert.deepEqual(byManifest.sort(), [...profile.recognition.fileNames].sort());
  });

  it('colours each state', () => {
    const { semanticTokenModifiers, semanticTokenScopes } = manifest.contributes;
    assert.deepEqual(
      semanticTokenModifiers.map(({ id }) => id),
      [...STATE_IDS],
    );
    assert.deepEqual(
      Object.keys(semanticTokenScopes[0]!.scopes),
      STATE_IDS.map((state) => `enumMember.${state}`),
    );
  });

  it('knows VPC files by a first line with the root element of the profile', () => {
    const firstLine = new RegExp(language!.firstLine);
    const root = profile.containers.publication.element;
    assert.match(`<?xml version="1.0"?><${root} xmlns="urn:x">`, firstLine);
    assert.match(`<v:${root}>`, firstLine);
    assert.doesNotMatch(`<${root}s>`, firstLine);
    assert.doesNotMatch('<?xml version="1.0"?>', firstLine);
  });

  it('has a text for each placeholder and no other, in each language', () => {
    const keys = [...new Set(placeholders(manifest))];
    assert.deepEqual(Object.keys(messages('package.nls.json')).sort(), keys);
    assert.deepEqual(Object.keys(messages('package.nls.de.json')).sort(), keys);
  });

  it('translates every message of the client', () => {
    const files = ['activate', 'restartPolicy', 'schemaInUse'].map((name) => `client/src/common/${name}.ts`);
    const texts = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/l10n\.t\(\s*'([^']+)'/g)].map(([, text]) => text!),
    );
    const translated = messages('l10n/bundle.l10n.de.json');
    assert.ok(texts.length > 5);
    assert.deepEqual(
      texts.filter((text) => !(text in translated)),
      [],
    );
  });

  it('names files that are there', () => {
    const [grammar] = manifest.contributes.grammars;
    for (const file of [grammar!.path, language!.configuration, manifest.icon]) assert.ok(existsSync(file), file);
  });
});
