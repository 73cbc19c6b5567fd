// npm run bench [-- PART... --sizes SIZES]: builds what is measured and runs bench/main.ts.
import { setUp } from './lib/setup.mjs';
import { run, SetupError } from './lib/shell.mjs';

try {
  await setUp();
  const { code } = await run(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)]);
  process.exitCode = code;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
