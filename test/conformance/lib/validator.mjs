// A long-lived validator program that speaks JSON lines (see adapter.mjs): asks it, and starts it again where it died.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ADAPTER = fileURLToPath(new URL('../adapter.mjs', import.meta.url));
/** The adapter's own, handed on. */
const OPTIONS = process.argv.filter((option) => option === '--stream');
/** The first question waits for the start of the program, too. */
const START_UP = 20_000;

export class Validator {
  #child = null;
  #answered = null;
  #timeout;

  /** @param {number} timeout milliseconds that an answer may take */
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
    // A child that dies takes the question with it; its end is the answer.
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
