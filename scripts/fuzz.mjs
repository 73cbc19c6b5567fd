// npm run fuzz -- --minutes N [--only NAME,...] [--seed S]: test/oracles/fuzz/main.ts, in TypeScript.
import { root } from './lib/shell.mjs';
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', 'test/oracles/fuzz/main.ts', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.exit(status ?? 1);
