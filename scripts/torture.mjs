// npm run torture [-- COUNT]: kills runs that write, COUNT times (default: 200), and prints what was left. Some minutes.
import { countedTests } from './lib/countedTests.mjs';
import { setUp } from './lib/setup.mjs';
import { SetupError } from './lib/shell.mjs';

const count = process.argv[2] ?? '200';
if (!/^[1-9]\d{0,5}$/.test(count)) {
  console.error(`torture: "${count}" is not a number of runs`);
  process.exit(2);
}
try {
  await setUp();
  const { code, counts } = await countedTests(['test/oracles/cli/kill.test.ts'], { VPC_KILLS: count });
  for (const [what, times] of Object.entries(counts)) console.log(`${times} x ${what}`);
  process.exitCode = code;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
