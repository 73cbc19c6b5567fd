// npm run nodes [-- MAJOR...]: packs the npm package, installs it without network and starts its programs with several
// versions of Node, which come from the npm registry. Writes the result into docs/PACKAGES.md.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { writeExamples } from './lib/apiExamples.mjs';
import { installNode } from './lib/nodeVersions.mjs';
import { root, runNpm } from './lib/shell.mjs';

const MAJORS = ['20', '22', '24', '26'];
const DOCUMENT = join(root, 'docs/PACKAGES.md');
const VPC = 'node_modules/vpc-tools/bin/vpc.js';
const SERVER = 'node_modules/vpc-tools/bin/vpc-language-server.js';
const TABLE = /(<!-- written by npm run nodes -->\n)[^]*?(<!-- end -->)/;

const publications = readdirSync(join(root, 'samples'))
  .filter((name) => /_VPC_.*\.xml$/.test(name))
  .map((name) => `samples/${name}`);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Each check receives the node program and the folder of the installation, and returns what must be the same for all versions. */
const CHECKS = {
  'vpc --version': (node, folder) => starts(node, [join(folder, VPC), '--version'], 0),
  'vpc lint': (node, folder) => starts(node, [join(folder, VPC), 'lint', '--format', 'json', 'samples'], 1),
  'vpc matrix': (node, folder) => starts(node, [join(folder, VPC), 'matrix', '--format', 'csv', ...publications], 0),
  'vpc-language-server': (node, folder) => handshake(node, [join(folder, SERVER), '--stdio']),
  'vpc lsp': (node, folder) => handshake(node, [join(folder, VPC), 'lsp']),
  'require()': (node, folder) => starts(node, ['-p', using("require('vpc-tools')")], 0, folder),
  'import()': (node, folder) => {
    const program = `import * as vpc from 'vpc-tools'; console.log(${using('vpc')});`;
    return starts(node, ['--input-type=module', '-e', program], 0, folder);
  },
  'examples of API.md': (node, folder) => {
    for (const { file, output } of writeExamples(folder)) {
      const printed = starts(node, [file], 0, folder);
      if (printed !== output) throw new Error(`${file} has printed ${printed}`);
    }
    return '';
  },
};

const using = (library) => `Object.keys(${library}).sort() + ${library}.lint('<a>')[0].code`;

/** Runs a program, by default in the checkout. @returns its output @throws {Error} after another exit code, or a warning */
function starts(node, args, expected, cwd = root) {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== expected || stderr !== '') throw new Error(`exit code ${status}, ${stderr.slice(0, 300)}`);
  return stdout;
}

/** Opens a sample in the language server. @returns name and version of the server, and its problems in the sample */
async function handshake(node, args) {
  const server = spawn(node, args, { stdio: 'pipe' });
  let errors = '';
  server.stderr.setEncoding('utf8').on('data', (chunk) => (errors += chunk));
  const ended = new Promise((done) => server.once('close', done));
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const diagnostics = new Promise((done) => connection.onNotification('textDocument/publishDiagnostics', done));
  connection.onRequest(() => null);
  connection.listen();
  try {
    const { serverInfo } = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument: { publishDiagnostics: {} } },
    });
    await connection.sendNotification('initialized', {});
    const [name] = publications;
    const text = readFileSync(join(root, name), 'utf8');
    const textDocument = { uri: `file:///${name}`, languageId: 'vpc', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const { diagnostics: found } = await diagnostics;
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    const code = await ended;
    if (code !== 0 || errors !== '') throw new Error(`exit code ${code}, ${errors.slice(0, 300)}`);
    return JSON.stringify([serverInfo, found]);
  } finally {
    connection.dispose();
    server.kill();
  }
}

const majors = process.argv.length > 2 ? process.argv.slice(2) : MAJORS;
const folder = mkdtempSync(join(tmpdir(), 'vpc-nodes-'));
try {
  console.log('Packing ...');
  await runNpm(['pack', '--pack-destination', folder], { quiet: true });
  const archive = join(folder, `vpc-tools-${version}.tgz`);
  const install = ['install', archive, '--offline', '--cache', join(folder, 'cache'), '--prefix', folder];
  await runNpm(install, { cwd: folder, quiet: true });
  const rows = [];
  const expected = new Map();
  for (const major of majors) {
    const node = await installNode(folder, major);
    const exact = starts(node, ['--version'], 0).trim();
    const cells = [];
    for (const [name, check] of Object.entries(CHECKS)) {
      let cell = 'yes';
      try {
        const result = await check(node, folder);
        if (!expected.has(name)) expected.set(name, result);
        if (expected.get(name) !== result) cell = 'another result';
      } catch (error) {
        console.error(`Node ${exact}, ${name}: ${error.message}`);
        cell = 'no';
      }
      if (cell !== 'yes') process.exitCode = 1;
      cells.push(cell);
    }
    rows.push([exact, ...cells]);
    console.log(rows.at(-1).join(' | '));
  }
  const lines = [
    ['Node', ...Object.keys(CHECKS).map((name) => `\`${name}\``)],
    Array(Object.keys(CHECKS).length + 1).fill('---'),
    ...rows,
  ];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  if (majors === MAJORS) {
    writeFileSync(
      DOCUMENT,
      readFileSync(DOCUMENT, 'utf8').replace(TABLE, (_, start, end) => start + table + end),
    );
    console.log(`${relative(process.cwd(), DOCUMENT)} has the result.`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
