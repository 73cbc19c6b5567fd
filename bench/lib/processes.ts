/** What a program costs as a process of its own (Linux). */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds, children of the process included. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
  /** Exit code; `null` where a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

/** How often a running process is looked at, in milliseconds. */
const INTERVAL = 2;
const MOST_OUTPUT = 256 * 1024 * 1024;

/** Runs a program to its end. The shell measures: it sees the processor time of all children, to the millisecond. */
export function timed(command: readonly string[], cwd: string): Cost {
  const script = `TIMEFORMAT='%3R %3U %3S'; { time "$@" 2>&4; } 4>&2 2>&3`;
  const { status, output } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: MOST_OUTPUT,
  });
  const [wall, user, system] = output[3]!.trim().split(' ').map(Number);
  return { wall: wall! * 1000, cpu: (user! + system!) * 1000, code: status, output: `${output[1]}${output[2]}` };
}

/** All files are valid: whoever says otherwise has not done what is measured. */
export function succeeded(name: string, cost: Cost): Cost {
  if (cost.code !== 0) throw new Error(`${name} ended with ${cost.code}:\n${cost.output.slice(0, 2000)}`);
  return cost;
}

/** Runs a program once more to see how much memory its processes hold at most, in bytes. Watching disturbs: no times here. */
export async function peakMemory(command: readonly string[], cwd: string): Promise<number> {
  const child = spawn(command[0]!, command.slice(1), { cwd, stdio: 'ignore' });
  const ended = new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  let [isRunning, peak] = [true, 0];
  void ended.finally(() => (isRunning = false));
  while (isRunning) {
    peak = Math.max(peak, treeMemory(child.pid!));
    await sleep(INTERVAL);
  }
  await ended;
  return peak;
}

/** The sum of what a process and those below it have held at most, each by itself, in bytes; ended ones are not counted. */
export function treeMemory(pid: number): number {
  try {
    const [, own] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return Number(own ?? 0) * 1024 + children.reduce((sum, child) => sum + treeMemory(Number(child)), 0);
  } catch (error) {
    // It ended while it was looked at.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0;
    throw error;
  }
}
