/** What findings cost: files in which some patches have a mistake of the schema or of the rules, compared with a clean file. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lay, laySchema, SCHEMA, VOCABULARY, type Bench } from '../bench';
import { validFile } from '../generator/file';
import { fileWithShare } from '../generator/mistakes';
import { DOMAIN_SLIPS, SCHEMA_SLIPS } from '../generator/slips';
import { number, ratio, table, times } from '../lib/markdown';
import { timed } from '../lib/processes';
import { inTurns, median } from '../lib/statistics';
import { lintCommand, OWN } from '../builds';

const SHARES = { '1 %': 0.01, '20 %': 0.2 };
const CLEAN = 'clean';
const ROUNDS = 7;

/** Measures `vpc lint`. @returns the part of the document */
export function findings(bench: Bench): Promise<string[]> {
  return rowsOf(bench).then((rows) => [
    '## Files with findings',
    '',
    'Files in which 1 % or 20 % of the patches have a mistake, half of the kinds mistakes of the schema, half of the rules; `vpc lint`, which writes the',
    `findings as text. Milliseconds, median / p95 of ${ROUNDS} in turns.`,
    '',
    ...table(['', 'findings', 'time', 'time : clean', 'processor time', 'processor time : clean'], rows),
    '',
  ]);
}

async function rowsOf({ sizes, folder, say }: Bench): Promise<string[][]> {
  const rows: string[][] = [];
  for (const size of sizes) {
    say(`findings, ${size.name}`);
    const files = {
      [CLEAN]: validFile(size.bytes, VOCABULARY, SCHEMA),
      ...Object.fromEntries(
        Object.entries(SHARES).map(([name, share]) => {
          return [name, fileWithShare(share, size.bytes, evenly(), VOCABULARY, SCHEMA)];
        }),
      ),
    };
    const runs = await inTurns(
      Object.fromEntries(
        Object.entries(files).map(([name, file]) => {
          // A folder of its own for each: rules also read the other files of a folder.
          const own = join(folder, `${size.name} ${name}`);
          mkdirSync(own);
          const command = [...lintCommand(OWN), '--schema', laySchema(own), lay(file, own)];
          return [name, () => timed(command, own)];
        }),
      ),
      ROUNDS,
    );
    const [cleanWall, cleanCpu] = [runs[CLEAN]!.map(({ wall }) => wall), runs[CLEAN]!.map(({ cpu }) => cpu)];
    for (const [name, costs] of Object.entries(runs)) {
      const [wall, cpu] = [costs.map((cost) => cost.wall), costs.map((cost) => cost.cpu)];
      const found = countOf(costs[0]!.output);
      rows.push([
        `${size.name}, ${name}`,
        number(found),
        times(wall),
        ratio(wall, cleanWall),
        number(median(cpu)),
        ratio(cpu, cleanCpu),
      ]);
    }
  }
  return rows;
}

/** The numbers in the summary: "1 file checked: 3 errors, 1 warning". Notes can follow it. */
function countOf(output: string): number {
  const [summary = ''] = /^\d+ files? checked.*$/m.exec(output) ?? [];
  return [...summary.matchAll(/(\d+) (?:error|warning|note)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** As many kinds of the one as of the other, in turns. */
function evenly(): Record<string, (typeof SCHEMA_SLIPS)[string]> {
  const rules = Object.entries(DOMAIN_SLIPS);
  const schema = Object.entries(SCHEMA_SLIPS).slice(0, rules.length);
  return Object.fromEntries(rules.flatMap((rule, index) => [schema[index]!, rule]));
}
