import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json';
import { STATE_IDS } from '../../server/src/domain/roles';
import profile from '../../schemas/profile.json';

/** The placeholders of translated texts in the manifest: `%key%`. */
function placeholders(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!).sort();
}

/** The texts of all files in a folder and its subfolders. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** The files of a walkthrough's picture: a drawing, or a photograph of the screen for each kind of theme. */
function picturesOf({ svg, image = {} }: { svg?: string; image?: Readonly<Record<string, string>> }): string[] {
  return svg === undefined ? Object.values(image) : [svg];
}

const messages = (file: string): Record<string, string> =>
  JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

describe('the manifest', () => {
  const [language] = manifest.contributes.languages;

  it('recognises VPC files by the file names of the profile', () => {
    const byManifest = [...language!.filenamePatterns, ...language!.extensions.map((extension) => `*${extension}`)];
    assert.deepEqual(byManifest.sort(), [...profile.recognition.fileNames].sort());
  });

  it('offers the matrix as an editor for VPC files, beside the text editor', () => {
    const [editor, ...others] = manifest.contributes.customEditors;
    assert.deepEqual(others, []);
    assert.deepEqual(
      editor!.selector.map(({ filenamePattern }) => filenamePattern).sort(),
      [...profile.recognition.fileNames].sort(),
    );
    assert.equal(editor!.priority, 'option');
    assert.ok(sources('client/src').some((text) => text.includes(`'${editor!.viewType}'`)));
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

  it('recognises VPC files by a first line with the root element of the profile', () => {
    const firstLine = new RegExp(language!.firstLine);
    const root = profile.containers.publication.element;
    assert.match(`<?xml version="1.0"?><${root} xmlns="urn:x">`, firstLine);
    assert.match(`<v:${root}>`, firstLine);
    assert.doesNotMatch(`<${root}s>`, firstLine);
    assert.doesNotMatch('<?xml version="1.0"?>', firstLine);
  });

  it('has exactly the texts of its placeholders', () => {
    const keys = [...new Set(placeholders(manifest))];
    assert.deepEqual(Object.keys(messages('package.nls.json')).sort(), keys);
  });

  it('refers to existing files', () => {
    const { grammars, snippets, walkthroughs } = manifest.contributes;
    const media = walkthroughs.flatMap(({ steps }) => steps.flatMap((step) => picturesOf(step.media)));
    const named = [...grammars, ...snippets].map(({ path }) => path);
    const icons = Object.values(language!.icon);
    for (const file of [...named, ...media, ...icons, language!.configuration, manifest.icon] as string[])
      assert.ok(existsSync(file), file);
  });

  it('declares each command that it refers to, and the client registers it', () => {
    const commands = manifest.contributes.commands.map(({ command }) => command);
    const inMenus = Object.values(manifest.contributes.menus).flatMap((items) =>
      items.flatMap((item) => ('command' in item ? (item.command ?? []) : [])),
    );
    const inTexts = Object.values(messages('package.nls.json')).flatMap((text) =>
      [...text.matchAll(/\(command:(vpc\.\w+)\)/g)].map(([, command]) => command!),
    );
    assert.ok(inTexts.length > 0);
    assert.deepEqual(
      [...inMenus, ...inTexts].filter((command) => !commands.includes(command)),
      [],
    );
    const source = sources('client/src').join('\n');
    assert.deepEqual(
      commands.filter((command) => !source.includes(`'${command}'`)),
      [],
    );
  });

  it('has few settings, each with a description and, except for the trace, with folder scope', () => {
    const settings = Object.entries(manifest.contributes.configuration.properties);
    assert.ok(settings.length <= 16);
    for (const [name, setting] of settings) {
      assert.ok('markdownDescription' in setting || 'description' in setting, name);
      assert.equal(setting.scope, name === 'vpc.trace.server' ? 'window' : 'resource', name);
    }
  });

  it('has drawings in walkthroughs in the colours of the theme and without external content', () => {
    for (const { media } of manifest.contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      if (media.svg === undefined) continue;
      const svg = readFileSync(media.svg, 'utf8');
      assert.match(svg, /var\(--vscode-/);
      assert.doesNotMatch(svg, /#[0-9a-f]{3,8}\b|rgb\(|<script|href=/i, media.svg);
    }
  });
});
