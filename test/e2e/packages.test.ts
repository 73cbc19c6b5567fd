/** What is shipped: the npm package, installed without network, and what accompanies the bundles in it and in the extension. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHIPMENTS } from '../../scripts/lib/papers.mjs';
import { mustRun, root, runNpm, tool } from '../../scripts/lib/shell.mjs';
import { writeTypes } from '../../scripts/lib/types.mjs';
import { runCli } from '../support/builtCli';

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

describe('the npm package', function () {
  let folder: string;
  let files: string[];
  let archive: string;

  before(async function () {
    if (process.platform === 'win32') this.skip();
    folder = mkdtempSync(join(tmpdir(), 'vpc-package-'));
    await writeTypes();
    const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const output = await runNpm(packing, { quiet: true });
    const [packed] = Object.values(
      JSON.parse(output) as Record<string, { filename: string; files: { path: string }[] }>,
    );
    files = packed!.files.map(({ path }) => path);
    archive = join(folder, packed!.filename);
    await install(['--global', '--prefix', join(folder, 'global')]);
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  /** An empty cache and no network: nothing but the archive can be installed. */
  function install(options: readonly string[], cwd = folder) {
    return runNpm(['install', archive, '--offline', '--cache', join(folder, 'cache'), ...options], {
      cwd,
      quiet: true,
    });
  }

  function start(name: string, args: readonly string[]) {
    const options = { cwd: folder, encoding: 'utf8', input: '' } as const;
    const { status, stdout, stderr } = spawnSync(join(folder, 'global/bin', name), args, options);
    return { status, stdout, stderr };
  }

  it('contains the programs, the library, its types and papers, and nothing else', () => {
    const papers = ['dist/npm/THIRD-PARTY-NOTICES.txt', 'dist/npm/sbom.cdx.xml'];
    const types = ['dist/index.d.mts', 'dist/index.d.ts'];
    const about = ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json'];
    const bins = ['bin/vpc-language-server.js', 'bin/vpc.js'];
    assert.deepEqual([...files].sort(), [...about, ...bins, ...SHIPMENTS.npm, ...types, ...papers].sort());
  });

  it('installs nothing beside itself', () => {
    const installed = join(folder, 'global/lib/node_modules');
    assert.deepEqual(readdirSync(installed), ['vpc-tools']);
    const manifest = JSON.parse(readFileSync(join(installed, 'vpc-tools/package.json'), 'utf8')) as object;
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies']) {
      assert.ok(!(kind in manifest), kind);
    }
  });

  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
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
  const CODE_FROM_TEXT = /(?<![.\w$])(?:eval|Function)\(|\brequire\("(?:node:)?vm"\)|\bimport\((?!")/g;

  for (const bundle of new Set([...SHIPMENTS.npm, ...SHIPMENTS.vsix])) {
    it(`cannot use the network, nor run text as code: ${bundle}`, () => {
      const text = readFileSync(join(root, bundle), 'utf8');
      const modules = new Set([...text.matchAll(NETWORK)].map(([, name]) => name));
      const allowed: readonly string[] = bundle in LOCAL ? LOCAL[bundle as keyof typeof LOCAL] : [];
      assert.deepEqual([...modules], allowed);
      assert.deepEqual(text.match(REQUESTS) ?? [], []);
      assert.deepEqual(text.match(CODE_FROM_TEXT) ?? [], []);
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

for (const [shipment, only, without] of [
  ['npm', 'commander', 'vscode-languageclient'],
  ['vsix', 'vscode-languageclient', 'commander'],
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
      for (const name of ['xspattern', 'jsonc-parser', 'csv-parse', 'fast-xml-parser', only]) {
        assert.ok(packages.includes(name), name);
      }
      assert.ok(!packages.includes(without));
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
