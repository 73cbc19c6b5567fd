// The time that goes into what is shipped: not that of the build, so that two builds of the same source are equal.
import { spawnSync } from 'node:child_process';
import { root } from './shell.mjs';

/** 1980-01-01, the first day that an archive can hold: for sources without a history. */
const NO_HISTORY = 315_532_800;

/**
 * Seconds since 1970: SOURCE_DATE_EPOCH if it is set, else the time of the last commit, else 1980-01-01.
 * @throws {Error} where SOURCE_DATE_EPOCH is not a number
 */
export function sourceDate() {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given) {
    if (!/^\d{1,11}$/.test(given)) throw new Error(`SOURCE_DATE_EPOCH is "${given}", not seconds since 1970.`);
    return Math.max(Number(given), NO_HISTORY);
  }
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  // A source archive can be unpacked inside the checkout of something else.
  const top = git('rev-parse', '--show-cdup');
  if (top.status !== 0 || top.stdout.trim() !== '') return NO_HISTORY;
  const { status, stdout } = git('log', '-1', '--format=%ct');
  return status === 0 ? Number(stdout) : NO_HISTORY;
}
