// What `npm pack` runs last: puts back the manifest of the extension, which scripts/prepack.mjs has replaced.
import { restoreManifest } from './lib/npmManifest.mjs';

restoreManifest();
