// Loads one schema and says what it cost: node loadSchema.mjs FILE. A line of JSON: how many mistakes it has, milliseconds of
// processor time of the loading, bytes of memory that the process needed at most.
import { isError, schemaOf } from './engine.mjs';

const before = process.cpuUsage();
const { problems } = schemaOf([process.argv[2]]);
const { user, system } = process.cpuUsage(before);
const mistakes = problems.filter(isError).length;
console.log(JSON.stringify({ mistakes, load: (user + system) / 1000, peak: process.resourceUsage().maxRSS * 1024 }));
