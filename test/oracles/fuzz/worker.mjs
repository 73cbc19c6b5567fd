// The thread that fuzzes: a thread does not inherit the loader for TypeScript.
import { tsImport } from 'tsx/esm/api';

await tsImport('./worker.ts', import.meta.url);
