// A validator that runs until its input ends: JSON lines {"id","schemas":[paths],"instance":path|null} in,
// {"id","schemaValid":bool|null,"instanceValid":bool|null,"error"?} out, in order. Paths are absolute.
// With --stream, instances are streamed in small pieces: the answers must not change.
import { createInterface } from 'node:readline';
import { judge } from './engine.mjs';

const stream = process.argv.includes('--stream');

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  const { id, schemas, instance } = JSON.parse(line);
  process.stdout.write(JSON.stringify({ id, ...answer(schemas, instance) }) + '\n');
}

function answer(schemas, instance) {
  try {
    const { schemaValid, instanceValid, schemaProblems, problems } = judge({ schemas, instance, stream });
    const first = schemaProblems.find(({ severity }) => severity === 'error') ?? problems[0];
    return { schemaValid, instanceValid, ...(first && { error: `${first.code} ${first.args.join(' | ')}` }) };
  } catch (error) {
    return { schemaValid: null, instanceValid: null, error: String(error?.stack ?? error) };
  }
}
