/** What is shipped: the npm package, installed without network, and what accompanies the bundles in it and in the extension. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { writeExamples } from '../../scripts/lib/apiExamples.mjs';
import { SHIPMENTS } from '../../scripts/lib/papers.mjs';
import { mustRun, root, runNpm, tool } from '../../scripts/lib/shell.mjs';
import { runCli } from '../support/builtCli';
import { LspClient, PUSH_CLIENT } from '../support/lspClient';

const CYCLONEDX = join(root, 'node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-1.6.SNAPSHOT.xsd');

/** Uses the library as a strict program does; what it exports and what its types say must agree. */
const CONSUMER = `
import { createLanguageService, lint, loadSchema, matrix, parse } from 'vpc-tools';
import type { Diagnostic, LintOptions, Vocabulary } from 'vpc-tools';
const options: LintOptions = { fileName: 'a.xml', configuration: {} };
const found: Diagnostic[] = lint('<a>', options);
const vocabulary: Vocabulary | undefined = options.vocabulary;
const line: number = parse('<a/>').positionAt(1).line;
// @ts-expect-error the position is a number
const wrong: string = parse('<a/>').positionAt(1).line;
process.stdout.write([found[0]?.code, line, typeof matrix, typeof loadSchema, typeof createLanguageService, vocabulary, wrong].join());
`;
const PRINTED = 'xml/missing-end-tag,0,function,function,function,,0';

/** The hover on a state, from a language server that is started like this. */
async function hover(
  program: string,
  args: readonly string[],
  locale: string | undefined,
  env: Record<string, string>,
) {
  const none = { LANG: 'C', LC_ALL: '', LC_MESSAGES: '', VPC_LANG: '' };
  const child = spawn(program, args, {
    env: { ...process.env, ...none, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const client = LspClient.over(child.stdout, child.stdin);
  const ended = once(child, 'exit');
  await client.initialize(PUSH_CLIENT, null, {}, locale);
  const uri = 'file:///w/Northwind_VPC_2026-02-20.xml';
  const text =
    '<PatchData><PatchVendor><Patch><VendorProduct><Status>Approved</Status></VendorProduct></Patch></PatchVendor></PatchData>';
  await client.open(uri, text);
  const { contents } = await client.ask<{ contents: { value: string } }>('textDocument/hover', uri, {
    position: { line: 0, character: text.indexOf('Approved') },
  });
  await client.stop(true);
  await ended;
  return contents.value;
}

describe('the npm package', function () {
  let folder: string;
  let archive: string;
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };

  before(async function () {
    if (process.platform === 'win32') this.skip();
    folder = mkdtempSync(join(tmpdir(), 'vpc-package-'));
    await runNpm(['pack', '--pack-destination', folder], { quiet: true });
    archive = join(folder, `vpc-tools-${version}.tgz`);
    await install(['--global', '--prefix', join(folder, 'global')]);
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  /** An empty cache and no network: nothing but the archive can be installed. */
  function install(options: readonly string[], cwd = folder) {
    return npm(['install', archive, ...options], cwd);
  }

  function npm(args: readonly string[], cwd = folder) {
    return runNpm([...args, '--offline', '--cache', join(folder, 'cache')], { cwd, quiet: true });
  }

  function start(name: string, args: readonly string[]) {
    const options = { cwd: folder, encoding: 'utf8', input: '' } as const;
    const { status, stdout, stderr } = spawnSync(join(folder, 'global/bin', name), args, options);
    return { status, stdout, stderr };
  }

  const installed = () => join(folder, 'global/lib/node_modules/vpc-tools');

  it('contains the programs, the library, its types, translations, schemas and papers, and nothing else', () => {
    const papers = ['dist/npm/THIRD-PARTY-NOTICES.txt', 'dist/npm/sbom.cdx.xml'];
    const types = ['dist/index.d.mts', 'dist/index.d.ts'];
    const about = ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json'];
    const bins = ['bin/vpc-language-server.js', 'bin/vpc.js'];
    const data = ['l10n', 'schemas'].flatMap((name) => readdirSync(join(root, name)).map((file) => `${name}/${file}`));
    const files = readdirSync(installed(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(installed(), join(parentPath, name)));
    assert.deepEqual(files.sort(), [...about, ...bins, ...SHIPMENTS.npm, ...types, ...papers, ...data].sort());
  });

  it('has a manifest without placeholders, whose entries are files', () => {
    const packed = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8')) as Record<string, unknown>;
    assert.doesNotMatch(JSON.stringify(packed), /%\w+%/);
    for (const key of ['private', 'contributes', 'activationEvents', 'devDependencies'])
      assert.ok(!(key in packed), key);
    const { main, module, types, bin } = packed as { main: string; module: string; types: string; bin: object };
    for (const file of [main, module, types, ...(Object.values(bin) as string[])]) {
      assert.ok(existsSync(join(installed(), file)), file);
    }
    assert.deepEqual(packed.publishConfig, { access: 'public', provenance: true });
    assert.match(packed.description as string, /^Write, review and check Vendor Patch Compatibility/);
  });

  it('leaves the manifest of the extension as it was', () => {
    assert.equal(readFileSync(join(root, 'package.json'), 'utf8'), manifest);
  });

  it('installs nothing beside itself', () => {
    assert.deepEqual(readdirSync(join(installed(), '..')), ['vpc-tools']);
    const manifest = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8')) as object;
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies']) {
      assert.ok(!(kind in manifest), kind);
    }
  });

  it('can be called by npx, by the names of the package and of the command', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const called = (name: string) => npm(['exec', '--yes', '--package', archive, '--', name, '--version'], empty);
    assert.equal(await called('vpc'), `${version}\n`);
    await install([], empty);
    assert.equal(await npm(['exec', '--no', '--', 'vpc-tools', '--version'], empty), `${version}\n`);
  });

  it('runs the examples of docs/API.md', async () => {
    const home = join(folder, 'examples');
    mkdirSync(home);
    await install([], home);
    for (const { file, code, output } of writeExamples(home)) {
      assert.equal(await mustRun(process.execPath, [file], { quiet: true }), output, code);
    }
  });

  it('vpc lsp is the language server, in the language of the client', async () => {
    const ask = (command: readonly string[], locale?: string, env: Record<string, string> = {}) =>
      hover(join(folder, 'global/bin', command[0]!), command.slice(1), locale, env);
    const english = await ask(['vpc-language-server', '--stdio'], 'en');
    assert.match(english, /Testing passed/);
    assert.equal(await ask(['vpc', 'lsp']), english);
    const german = await ask(['vpc', 'lsp', '--stdio'], 'de');
    assert.notEqual(german, english);
    assert.equal(await ask(['vpc-language-server', '--stdio'], 'de-AT'), german);
    assert.equal(await ask(['vpc-language-server', '--stdio'], undefined, { LANG: 'de_DE.UTF-8' }), german);
    assert.equal(
      await ask(['vpc-language-server', '--stdio'], undefined, { LANG: 'de_DE.UTF-8', VPC_LANG: 'en' }),
      english,
    );
    assert.equal(await ask(['vpc-language-server', '--stdio'], '../../../etc/de'), english);
  });

  it('vpc is in the language of its environment', async () => {
    const vpc = (env: Record<string, string>, ...args: string[]): Promise<string> => {
      const none = { LANG: 'C', LC_ALL: '', LC_MESSAGES: '', VPC_LANG: '' };
      return mustRun(join(folder, 'global/bin/vpc'), args, { quiet: true, env: { ...none, ...env } });
    };
    assert.match(await vpc({}, '--help'), /^Usage: vpc /);
    assert.match(await vpc({ LANG: 'de_DE.UTF-8' }, '--help'), /^Aufruf: vpc /);
    assert.match(await vpc({ LANG: 'de_DE.UTF-8', VPC_LANG: 'en' }, '--help'), /^Usage: vpc /);
    assert.match(await vpc({ VPC_LANG: 'de' }, 'explain', 'vpc/url'), /^# vpc\/url\n\nEine URL lässt sich öffnen\.\n/);
  });

  for (const [name, usage] of [
    ['vpc', /^Usage: vpc /],
    ['vpc-language-server', /--stdio/],
  ] as const) {
    it(`${name} --version, --help`, () => {
      assert.deepEqual(start(name, ['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
      const help = start(name, ['--help']);
      assert.deepEqual([help.status, help.stderr], [0, '']);
      assert.match(help.stdout, usage);
    });
  }

  for (const [moduleResolution, module, extension] of [
    ['node16', 'node16', 'mts'],
    ['node16', 'node16', 'cts'],
    ['bundler', 'preserve', 'mts'],
  ] as const) {
    it(`types and values agree in a .${extension} file (moduleResolution ${moduleResolution})`, async () => {
      const consumer = join(folder, `${moduleResolution}-${extension}`);
      mkdirSync(consumer);
      writeFileSync(join(consumer, 'package.json'), '{"private":true}');
      writeFileSync(join(consumer, `main.${extension}`), `declare const process: any;\n${CONSUMER}`);
      const compilerOptions = { strict: true, target: 'es2022', lib: ['es2022'], types: [], module, moduleResolution };
      writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
      await install([], consumer);
      await mustRun(process.execPath, [tool('tsc', 'typescript'), '-p', consumer], { quiet: true });
      const program = join(consumer, `main.${extension.replace('ts', 'js')}`);
      assert.equal(await mustRun(process.execPath, [program], { quiet: true }), PRINTED);
    });
  }
});

describe('the programs', () => {
  /** Sockets between programs of one machine: `--socket`, `--pipe`, and the extension's connection to its server. */
  const LOCAL = { 'dist/server.js': ['net'], 'dist/extension.js': ['net'] };
  const NETWORK = /\brequire\("(?:node:)?(net|https?|http2|dns|tls|dgram|inspector)(?:\/\w+)?"\)/g;
  const REQUESTS = /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\b *\(/g;
  /** dist/cli.js with the code that an earlier run has compiled of it. */
  const OWN_CODE = { 'dist/launcher.js': ['require("node:vm")'] };
  const CODE_FROM_TEXT = /(?<![.\w$])(?:eval|Function)\(|\brequire\("(?:node:)?vm"\)|\bimport\((?!")/g;

  for (const bundle of new Set([...SHIPMENTS.npm, ...SHIPMENTS.vsix])) {
    it(`cannot use the network, nor run text as code: ${bundle}`, () => {
      const text = readFileSync(join(root, bundle), 'utf8');
      const modules = new Set([...text.matchAll(NETWORK)].map(([, name]) => name));
      const allowed: readonly string[] = bundle in LOCAL ? LOCAL[bundle as keyof typeof LOCAL] : [];
      assert.deepEqual([...modules], allowed);
      assert.deepEqual(text.match(REQUESTS) ?? [], []);
      assert.deepEqual(
        text.match(CODE_FROM_TEXT) ?? [],
        bundle in OWN_CODE ? OWN_CODE[bundle as keyof typeof OWN_CODE] : [],
      );
    });

    it(`names no source map, which no package contains: ${bundle}`, () => {
      assert.doesNotMatch(readFileSync(join(root, bundle), 'utf8'), /[#@] sourceMappingURL=/);
    });
  }
});

describe('the extension', () => {
  it('contains its bundles and papers', async () => {
    const output = await mustRun(process.execPath, [tool('vsce', '@vscode/vsce'), 'ls', '--no-dependencies'], {
      quiet: true,
    });
    const built = output.split('\n').filter((path) => path.startsWith('dist/') && !path.endsWith('.css'));
    const papers = ['dist/vsix/THIRD-PARTY-NOTICES.txt', 'dist/vsix/sbom.cdx.xml'];
    assert.deepEqual(built.sort(), [...SHIPMENTS.vsix, ...papers].sort());
    for (const file of ['LICENSE', 'SECURITY.md']) assert.ok(output.split('\n').includes(file), file);
  });
});

for (const [shipment, others, without] of [
  ['npm', ['commander'], ['vscode-languageclient']],
  ['vsix', ['commander', 'vscode-languageclient'], []],
] as const) {
  describe(`the papers of ${shipment}`, () => {
    const read = (name: string) => readFileSync(join(root, 'dist', shipment, name), 'utf8');

    it('name each bundled package once, in notices and bill of materials', () => {
      const noted = [...read('THIRD-PARTY-NOTICES.txt').matchAll(/^-{80}\n(\S+) (\S+) \([\w. -]+\)\n-{80}$/gm)];
      const listed = [...read('sbom.cdx.xml').matchAll(/<component type="library" bom-ref="(.+)@([^@"]+)">/g)];
      const names = (found: readonly RegExpMatchArray[]) =>
        found.map(([, name, version]) => `${name} ${version}`).sort();
      assert.deepEqual(names(noted), names(listed));
      assert.equal(new Set(names(noted)).size, noted.length);
      const packages = noted.map(([, name]) => name!);
      for (const name of ['xspattern', 'jsonc-parser', 'csv-parse', 'fast-xml-parser', ...others]) {
        assert.ok(packages.includes(name), name);
      }
      for (const name of without) assert.ok(!packages.includes(name), name);
    });

    it('are valid by the schema of CycloneDX 1.6, as our own validator sees it', () => {
      const folder = mkdtempSync(join(tmpdir(), 'vpc-sbom-'));
      const lint = (text: string) => {
        writeFileSync(join(folder, 'sbom.xml'), text);
        const { code, out, err } = runCli(
          ['lint', 'sbom.xml', '--schema', realpathSync(CYCLONEDX), '--format', 'compact'],
          { cwd: folder },
        );
        return { code, out, err };
      };
      const text = read('sbom.cdx.xml');
      assert.deepEqual(lint(text), { code: 0, out: '1 file checked, no problems\n', err: '' });
      // Not an SPDX identifier, a hash that is too short, an unknown element.
      for (const [from, to] of [
        ['<id>MIT</id>', '<id>MITT</id>'],
        [/<hash alg="SHA-512">\w/, '<hash alg="SHA-512">'],
        ['<purl>', '<pearl/><purl>'],
      ] as const) {
        const broken = lint(text.replace(from, to));
        assert.equal(broken.code, 1, `${from}`);
        assert.match(broken.out, /xsd\/cvc-/);
      }
      rmSync(folder, { recursive: true });
    });
  });
}
