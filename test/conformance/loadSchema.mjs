// Loads one schema and prints the cost: node loadSchema.mjs FILE. A line of JSON: number of errors, milliseconds of processor
// time for loading, peak memory of the process in bytes.
import { isError, schemaOf } from './engine.mjs';

const before = process.cpuUsage();
const { problems } = schemaOf([process.argv[2]]);
const { user, system } = process.cpuUsage(before);
const mistakes = problems.filter(isError).length;
console.log(JSON.stringify({ mistakes, load: (user + system) / 1000, peak: process.resourceUsage().maxRSS * 1024 }));
