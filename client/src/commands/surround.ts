import * as vscode from 'vscode';
import {
  LANGUAGE_ID,
  SURROUND,
  type SurroundParams,
  type SurroundResult,
} from '../../../server/src/lsp/protocol/index';
import { activeVpcEditor, type Command } from './context';

function surround(id: string, kind: SurroundParams['kind']): Command {
  return {
    id,
    async run({ running }) {
      const editor = activeVpcEditor(LANGUAGE_ID);
      if (editor === undefined) return;
      const client = await running();
      const { document, selection } = editor;
      const { version } = document;
      const params: SurroundParams = {
        uri: client.code2ProtocolConverter.asUri(document.uri),
        range: client.code2ProtocolConverter.asRange(selection),
        kind,
      };
      const { edits, selections, refused } = await client.sendRequest<SurroundResult>(SURROUND, params);
      if (refused !== null) return void vscode.window.showWarningMessage(refused);
      if (document.version !== version) return;
      const converted = await client.protocol2CodeConverter.asTextEdits([...edits]);
      await editor.edit((edit) => {
        for (const { range, newText } of converted) edit.replace(range, newText);
      });
      editor.selections = selections.map((range) => {
        const { start, end } = client.protocol2CodeConverter.asRange(range);
        return new vscode.Selection(start, end);
      });
    },
  };
}

/** The commands that surround the selection with an element, a comment or a CDATA section. */
export const surroundCommands: readonly Command[] = [
  surround('vpc.surroundWithElement', 'element'),
  surround('vpc.surroundWithComment', 'comment'),
  surround('vpc.surroundWithCData', 'cdata'),
];
