/** Measures programs as processes (Linux). */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds, including child processes. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
  /** Exit code; `null` after a signal. */
  readonly code: number | null;
  readonly output: string;
}

/** Interval between two samples of the memory, in milliseconds. */
const INTERVAL = 2;
const MAX_OUTPUT = 256 * 1024 * 1024;

/** Runs a program to its end. The shell measures, because it knows the processor time of all children to the millisecond. */
export function timed(command: readonly string[], cwd: string): Cost {
  const script = `TIMEFORMAT='%3R %3U %3S'; { time "$@" 2>&4; } 4>&2 2>&3`;
  const { status, output } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: MAX_OUTPUT,
  });
  const [wall, user, system] = output[3]!.trim().split(' ').map(Number);
  return { wall: wall! * 1000, cpu: (user! + system!) * 1000, code: status, output: `${output[1]}${output[2]}` };
}

/** Throws if a program reports a problem: all files are valid, so it has not done the measured work. */
export function succeeded(name: string, cost: Cost): Cost {
  if (cost.code !== 0) throw new Error(`${name} ended with ${cost.code}:\n${cost.output.slice(0, 2000)}`);
  return cost;
}

/** Runs a program again and returns the peak memory of its processes, in bytes. Sampling takes time, so times are measured in another run. */
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

/** The sum of the peak memory of a process and its descendants, in bytes; ended processes are not counted. */
export function treeMemory(pid: number): number {
  try {
    const [, own] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return Number(own ?? 0) * 1024 + children.reduce((sum, child) => sum + treeMemory(Number(child)), 0);
  } catch (error) {
    // The process has ended meanwhile.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0;
    throw error;
  }
}

/** How many units of processor time Linux counts in a second, for programs. */
const TICKS_PER_SECOND = 100;

/** The processor time of a process so far, all threads included, in milliseconds. */
export function processorTime(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may contain spaces; user and system time are fields 14 and 15.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}
