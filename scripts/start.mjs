// npm start: sets up what is missing, checks the samples, draws the matrix of one, and opens VS Code with the extension if
// possible, or prints how to.
import { mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setUp } from './lib/setup.mjs';
import { open, root, run, which } from './lib/shell.mjs';

const SAMPLES = join(root, 'samples');
const CLI = join(root, 'dist/cli.js');

/** Exit codes of the command line. */
const CLEAN = 0;
const FINDINGS = 1;

async function vpc(...args) {
  console.log(`\n$ vpc ${args.join(' ')}`);
  return (await run(process.execPath, [CLI, ...args])).code;
}

async function lintSamples() {
  const code = await vpc('lint', relative(process.cwd(), SAMPLES));
  if (code === FINDINGS) console.log('These findings are intended: one of the samples consists of mistakes.');
  return code === CLEAN || code === FINDINGS;
}

async function drawMatrix() {
  const sample = readdirSync(SAMPLES)
    .sort()
    .findLast((file) => /_VPC_.*\.xml$/.test(file));
  if (!sample) throw new Error(`There is no VPC file in ${SAMPLES}.`);
  mkdirSync(join(root, 'out'), { recursive: true });
  const page = join('out', sample.replace(/\.xml$/, '.html'));
  const code = await vpc('matrix', join('samples', sample), '--format', 'html', '--output', page);
  return code === CLEAN ? page : undefined;
}

function openEditor() {
  if (process.env.CI) return;
  const code = which('code');
  if (code && open(code, [`--extensionDevelopmentPath=${root}`, SAMPLES])) {
    console.log('  VS Code, which opens now with the extension on samples/');
  } else {
    console.log('  npm run workbench     serves VS Code in a browser, with the extension on samples/');
    console.log('  code --extensionDevelopmentPath=. samples     does so in your own VS Code');
  }
}

process.chdir(root);
await setUp();
const linted = await lintSamples();
const page = await drawMatrix();
console.log('\nWhat to open next:');
if (page) console.log(`  ${page}     the matrix of patches and products, in any browser`);
openEditor();
process.exitCode = linted && page ? 0 : 1;
