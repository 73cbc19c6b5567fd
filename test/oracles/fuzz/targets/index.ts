import type { FuzzTarget } from '../target';
import { configTarget, profileTarget } from './configuration';
import { documentTarget } from './documents';
import { editTarget } from './edits';
import { applyTarget, csafTarget, cvrfTarget, nextTarget, tableTarget } from './exchange';
import { frameTarget, messageTarget } from './messages';
import { schemaTarget } from './schemas';
import { stdioTarget } from './stdio';
import { webviewTarget } from './webview';

/** All targets. */
export const targets: readonly FuzzTarget[] = [
  documentTarget,
  schemaTarget,
  editTarget,
  configTarget,
  profileTarget,
  tableTarget,
  cvrfTarget,
  csafTarget,
  applyTarget,
  nextTarget,
  messageTarget,
  frameTarget,
  stdioTarget,
  webviewTarget,
];
