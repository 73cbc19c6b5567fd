// The B2MML and BatchML schemas, all of which are valid: node b2mml.mjs FOLDER.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isError, schemaOf } from './engine.mjs';

/** Loads each schema of the folder by itself: its first mistake, `null` for none, and the milliseconds of CPU it took. */
export function measure(folder) {
  const schemas = join(folder, 'Schema');
  const files = readdirSync(schemas).filter((name) => name.endsWith('.xsd'));
  return files.sort().map((name) => {
    const before = process.cpuUsage();
    const { problems } = schemaOf([join(schemas, name)]);
    const { user, system } = process.cpuUsage(before);
    const first = problems.find(isError);
    const mistake = first ? `${first.code} ${first.args.join(' | ')} in ${first.uri.replace(/.*\//, '')}` : null;
    return { name, mistake, cpu: (user + system) / 1000 };
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const results = measure(process.argv[2]);
  const failed = results.filter(({ mistake }) => mistake !== null);
  for (const { name, mistake } of failed) console.log(`FAILED: ${name}: ${mistake}`);
  console.log(`${results.length - failed.length} passed, ${failed.length} failed, 0 skipped`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
