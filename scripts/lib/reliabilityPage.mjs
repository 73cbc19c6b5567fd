// docs/RELIABILITY.md, from the results of `npm run reliability`.

const number = (value) => value.toLocaleString('en-US');
const code = (text) => `\`${text}\``;
const made = ({ date, node }) => `${date}, Node ${node.slice(1)}`;

/** @param data what docs/reliability.json holds @returns {string} Markdown */
export function reliabilityPage({ tests, kills, fuzz }) {
  return [
    '# What was tried, how often, and what happened',
    '',
    'Made by a command; do not edit. [SECURITY.md](../SECURITY.md) says what is promised. It is made again by',
    '',
    '```sh',
    'npm run reliability                      # all parts, about an hour',
    'npm run reliability -- --only tests      # one part: tests, kills, fuzz',
    '```',
    '',
    ...promises(tests),
    ...killed(kills),
    ...fuzzed(fuzz),
  ].join('\n');
}

function promises(tests) {
  const sum = (key) => number(tests.rows.reduce((total, row) => total + row[key], 0));
  return [
    `## Promises (${made(tests)})`,
    '',
    'Each test passes only if the answer is the right one, not only if nothing crashes. Random cases are drawn by the tests, with seeds that they name.',
    '',
    '| what was tried | tests | random cases | failed | skipped | where |',
    '|---|--:|--:|--:|--:|---|',
    ...tests.rows.map(
      ({ promise, files, passed, failed, skipped, randomCases }) =>
        `| ${promise} | ${number(passed + failed)} | ${number(randomCases)} | ${failed} | ${skipped} | ${files.map(code).join(', ')} |`,
    ),
    `| **all** | ${sum('passed')} | ${sum('randomCases')} | ${sum('failed')} | ${sum('skipped')} | |`,
    '',
  ];
}

const NOT_RUN = 'Not run on this version yet.';

function killed(kills) {
  if (kills === undefined) return ['## Runs that are killed while they write', '', NOT_RUN, ''];
  return [
    `## Runs that are killed while they write (${made(kills)})`,
    '',
    'Runs of `vpc lint --fix` are ended by a signal, half of them while their temporary file is there; two write at once; the disk is full',
    '(`test/oracles/cli/kill.test.ts`, `npm run torture`). A file is the old or the new one to the byte, or the test fails.',
    '',
    '| what happened | times |',
    '|---|--:|',
    ...Object.entries(kills.counts).map(([what, times]) => `| ${what} | ${number(times)} |`),
    `| a file that was neither the old nor the new one, or any other failure | ${kills.failures} |`,
    '',
    'A temporary file that SIGKILL leaves is taken away by the next run.',
    '',
  ];
}

function fuzzed(fuzz) {
  if (fuzz === undefined) return ['## Fuzzing', '', NOT_RUN, ''];
  const targets = new Map();
  for (const [key, value] of Object.entries(fuzz.counts)) {
    const [target, what] = key.split(': ');
    targets.set(target, { ...targets.get(target), [what]: value });
  }
  const rows = [...targets];
  const sum = (what) => number(rows.reduce((total, [, row]) => total + row[what], 0));
  return [
    `## Fuzzing (${made(fuzz)})`,
    '',
    `\`npm run fuzz -- --minutes ${fuzz.minutes} --seed ${fuzz.seed}\`. An input fails where the program throws, hangs, or answers after an edit otherwise than`,
    'for a fresh document. Inputs that failed once are kept in `test/oracles/fuzz/corpus` and tried in every run of the tests.',
    '',
    '| target | inputs | failed | hung | slowest |',
    '|---|--:|--:|--:|--:|',
    ...rows.map(
      ([target, row]) =>
        `| ${target} | ${number(row.inputs)} | ${row.failures} | ${row.hangs} | ${number(row['slowest, in ms'])} ms |`,
    ),
    `| **all** | ${sum('inputs')} | ${sum('failures')} | ${sum('hangs')} | |`,
    '',
  ];
}
