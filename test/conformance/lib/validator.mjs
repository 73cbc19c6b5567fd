// Runs a validator program that reads and writes JSON lines (see adapter.mjs), and starts it again after a crash.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ADAPTER = fileURLToPath(new URL('../adapter.mjs', import.meta.url));
/** Options that are passed to the adapter. */
const OPTIONS = process.argv.filter((option) => option === '--stream');
/** Longer time limit for the first request, which includes the start of the program. */
const START_UP = 20_000;

export class Validator {
  #child = null;
  #answered = null;
  #timeout;

  /** @param {number} timeout time limit for an answer, in milliseconds */
  constructor(timeout) {
    this.#timeout = timeout;
  }

  /**
   * @param {{ id: string, schemas: string[], instance: string | null }} question
   * @returns {Promise<{ schemaValid?: boolean | null, instanceValid?: boolean | null, error?: string, crash?: string }>}
   */
  ask(question) {
    const isNew = this.#child === null;
    if (isNew) this.#start();
    return new Promise((done) => {
      const timer = setTimeout(() => this.#settle({ crash: 'timeout' }), this.#timeout + (isNew ? START_UP : 0));
      this.#answered = (answer) => {
        clearTimeout(timer);
        done(answer);
      };
      this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    });
  }

  stop() {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  #start() {
    const child = spawn(process.execPath, [ADAPTER, ...OPTIONS], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    // If the child ends without an answer, that is the answer.
    child.stdin.on('error', (error) => child === this.#child && this.#settle({ crash: error.message }));
    child.on('exit', (code, signal) => child === this.#child && this.#settle({ crash: `exit ${code ?? signal}` }));
    createInterface({ input: child.stdout }).on('line', (line) => this.#answer(JSON.parse(line)));
  }

  #answer(answer) {
    const answered = this.#answered;
    this.#answered = null;
    answered?.(answer);
  }

  #settle(answer) {
    this.stop();
    this.#answer(answer);
  }
}
