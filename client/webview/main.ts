/** Entry of the page: listens to the panel. */
import './styles/page.css';
import './styles/grid.css';
import './styles/states.css';
import { App } from './app';
import { isToPage, type ToPanel } from './messages';
import type { Kept } from './kept';

/** What VS Code gives a page. */
declare function acquireVsCodeApi(): {
  postMessage(message: ToPanel): void;
  getState(): unknown;
  setState(state: Kept): void;
};

const vscode = acquireVsCodeApi();
let app: App | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToPage(data)) return;
  if (data.type === 'start') {
    app = new App(
      {
        post: (message) => vscode.postMessage(message),
        kept: () => vscode.getState(),
        keep: (kept) => vscode.setState(kept),
      },
      data.texts,
      data.subject,
    );
    return;
  }
  switch (data.type) {
    case 'snapshot':
      return app?.take(data.snapshot, data.compared, data.subject);
    case 'delta':
      return app?.change(data.delta);
    case 'cursor':
      return app?.point(data.at);
    case 'details':
      return app?.answer(data.question, data.details);
    case 'notice':
      return app?.notice(data.text);
  }
});

vscode.postMessage({ type: 'ready' });
