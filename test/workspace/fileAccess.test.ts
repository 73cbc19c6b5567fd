import assert from 'node:assert/strict';
import { isBelow, refusalByName } from '../../server/src/workspace/fileAccess';
import { SchemaStore } from '../../server/src/workspace/schemaStore';
import { bindingOf } from '../../server/src/workspace/binding';
import { render } from '../../server/src/xml/problem';
import { soundText } from '../../server/src/xml/decode';
import { parse } from '../../server/src/xml/parser';
import { FIRST } from '../support/vocabularies';

describe('files that are named', () => {
  it('are in a folder by the names of their URIs', () => {
    assert.equal(isBelow('vscode-vfs://a%2fb/w/c', ['vscode-vfs://a%2fb/w']), true);
    for (const uri of ['file:///w/a', 'file:///w/b/c', 'vscode-vfs://h/w/a']) {
      assert.equal(isBelow(uri, ['file:///w', 'vscode-vfs://h/w/']), true, uri);
    }
    for (const uri of [
      'file:///w',
      'file:///wa',
      'file:///w/../a',
      'file:///w/%2e%2E/a',
      'file:///w/..%2fa',
      'file:///w/a%5C..%5Cb',
      'file:///w/%00',
      'vscode-vfs://i/w/a',
    ]) {
      assert.equal(isBelow(uri, ['file:///w', 'vscode-vfs://h/w/']), false, uri);
    }
  });

  it('are refused elsewhere with the way out', () => {
    const refusal = refusalByName('file:///x/a', ['file:///w']);
    assert.equal(
      refusal && render(refusal.message, refusal.args),
      '"file:///x/a" is outside file:///w and is not used. Move it there, or name it on the command line or in the settings instead.',
    );
    assert.equal(refusalByName('file:///w/a', ['file:///w']), null);
    assert.equal(refusalByName('file:///x/a', null), null);
  });

  it('include nothing elsewhere, and say so', async () => {
    const include = (location: string): string => `<xs:include schemaLocation="${location}"/>`;
    const schema = (body: string): string =>
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${body}</xs:schema>`;
    const read: string[] = [];
    const store = new SchemaStore((uri) => {
      read.push(uri);
      const body = ['../t/b.xsd', 'c.xsd', 'none.xsd', 'http://host/d.xsd'].map(include).join('');
      return Promise.resolve(uri.endsWith('none.xsd') ? null : soundText(schema(uri.endsWith('a.xsd') ? body : '')));
    });
    const settings = {
      schemaUri: 'file:///s/a.xsd',
      vocabulary: FIRST.vocabulary,
      bundledUri: 'vpc:/vpc.xsd',
      folders: ['file:///w'],
    };
    const identity = { uri: 'file:///w/a.xml', fileName: 'a.xml', declared: false };
    const { loaded } = await bindingOf(parse('<x/>'), identity, settings, store);
    assert.deepEqual(read, ['file:///s/a.xsd', 'file:///s/c.xsd', 'file:///s/none.xsd']);
    const elsewhere =
      'is outside the folders of this schema and is not read; its definitions are missing. Move it there.';
    assert.deepEqual(
      loaded?.problems.map(({ message, args }) => render(message, args)),
      [
        `Schema document "../t/b.xsd" ${elsewhere}`,
        'Schema document "none.xsd" not found; its definitions are missing.',
        `Schema document "http://host/d.xsd" ${elsewhere}`,
      ],
    );
  });
});
