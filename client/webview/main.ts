/** Entry of the page: receives the messages of the panel. */
import './styles/page.css';
import './styles/grid.css';
import './styles/states.css';
import './styles/writing.css';
import './styles/plan.css';
import { App } from './app';
import { isToPage, type ToPanel } from './messages';
import { acceptTables } from './parts/dropping';
import type { PersistedState } from './page/persistedState';
import { PlanApp } from './plan/planApp';
import type { PlanState } from './plan/state';

/** The API of VS Code for webviews. */
declare function acquireVsCodeApi(): {
  postMessage(message: ToPanel): void;
  getState(): unknown;
  setState(state: PersistedState | PlanState): void;
};

const vscode = acquireVsCodeApi();
let app: App | undefined;
let plan: PlanApp | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToPage(data)) return;
  if (data.type === 'start') {
    const host = {
      post: (message: ToPanel) => vscode.postMessage(message),
      savedState: () => vscode.getState(),
      saveState: (state: PersistedState | PlanState) => vscode.setState(state),
    };
    if (data.view === 'plan') plan = new PlanApp(host, data.texts, data.subject);
    else app = new App(host, data.texts, data.subject, data.isEditor);
    return;
  }
  switch (data.type) {
    case 'snapshot':
      return app?.addSnapshot(data.snapshot, data.compared, data.subject);
    case 'delta':
      return app?.addDelta(data.delta);
    case 'cursor':
      return app?.markCursor(data.at, data.show);
    case 'details':
      return app?.showDetails(data.question, data.details);
    case 'writable':
      return app?.setWritable(data.reason);
    case 'stateDate':
      return app?.setStateDate(data.stateDate);
    case 'written':
      return app?.written(data);
    case 'behind':
      return app?.showBehind(data.text, data.button);
    case 'act':
      return app?.act(data.action);
    case 'told':
      return (app ?? plan)?.told(data.text, data.lines);
    case 'notice':
      return (app ?? plan)?.notice(data.text);
    case 'plan':
      return plan?.addSnapshot(data.snapshot, data.subject);
    case 'planDetails':
      return plan?.addDetails(data.question, data.details);
  }
});

acceptTables((name, data) => {
  if (app !== undefined) vscode.postMessage({ type: 'applyTable', dropped: { name, data } });
});
vscode.postMessage({ type: 'ready' });
