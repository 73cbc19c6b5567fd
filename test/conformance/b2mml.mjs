// The B2MML and BatchML schemas, all of which are valid: node b2mml.mjs FOLDER. AllSchemas.xsd, which includes the others, is
// also loaded by Xerces-J, and the cost of both is printed.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { isError, schemaOf } from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';

const ROUNDS = 5;
const LOADER = fileURLToPath(new URL('loadSchema.mjs', import.meta.url));

/** Loads each schema of the folder by itself; returns its first error, `null` for none. */
export function measure(folder) {
  const schemas = join(folder, 'Schema');
  const files = readdirSync(schemas).filter((name) => name.endsWith('.xsd'));
  return files.sort().map((name) => {
    const first = schemaOf([join(schemas, name)]).problems.find(isError);
    const mistake = first ? `${first.code} ${first.args.join(' | ')} in ${first.uri.replace(/.*\//, '')}` : null;
    return { name, mistake };
  });
}

/**
 * Loads AllSchemas.xsd, ours and Xerces-J in turns, each time in a process of its own.
 * @returns the medians of each: milliseconds of processor time, bytes of memory; or why Xerces-J is missing
 */
export async function compare(folder) {
  const { costIn, xercesJ } = await tsImport('../../bench/peers/xercesJ.ts', import.meta.url);
  const { inTurns, median } = await tsImport('../../bench/lib/statistics.ts', import.meta.url);
  const peer = await xercesJ();
  if ('missing' in peer) return peer;
  const file = join(folder, 'Schema', 'AllSchemas.xsd');
  const loadedBy = ([program, ...args]) => costIn(spawnSync(program, [...args, file], { encoding: 'utf8' }).stdout);
  const runs = await inTurns(
    { ours: () => loadedBy([process.execPath, LOADER]), xerces: () => loadedBy(peer.command) },
    ROUNDS,
  );
  const middle = (costs, key) => median(costs.map((cost) => cost[key]));
  const [ours, xerces] = [runs.ours, runs.xerces].map((costs) => ({
    load: middle(costs, 'load'),
    peak: middle(costs, 'peak'),
  }));
  return { ours, xerces };
}

/** The result of a comparison as a sentence. */
export function comparison({ missing, ours, xerces }) {
  if (missing) return `It was not compared with Xerces-J: ${missing}.`;
  const cost = ({ load, peak }) => `${(load / 1000).toFixed(2)} s and ${Math.round(peak / 2 ** 20)} MiB`;
  return (
    `Loading AllSchemas.xsd, which includes the others, takes ${cost(ours)}; Xerces-J in the same run ${cost(xerces)} ` +
    `(${(ours.load / xerces.load).toFixed(2)} : 1). Processor time of the loading and peak memory of the process, ` +
    `medians of ${ROUNDS} runs each, in turns.`
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = corpusFolder();
  const results = measure(folder);
  const failed = results.filter(({ mistake }) => mistake !== null);
  for (const { name, mistake } of failed) console.log(`failed: ${name}: ${mistake}`);
  const costs = await compare(folder);
  console.log(costs.missing ? `skipped: loading beside Xerces-J: ${costs.missing}` : comparison(costs));
  console.log(`${results.length - failed.length} passed, ${failed.length} failed, ${costs.missing ? 1 : 0} skipped`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
