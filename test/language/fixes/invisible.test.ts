import assert from 'node:assert/strict';
import { diagnostics } from '../../../server/src/language/diagnostics';
import { parse } from '../../../server/src/xml/parser';
import { offered } from '../../support/fixes';

/** Documents, and the fixes of their first problem. */
const FIXES: Readonly<Record<string, readonly string[]>> = {
  '<a>x &#55357;&#56911; y</a>': ['* Replace with "🙏" => <a>x 🙏 y</a>'],
  '<a b="&#xD83D;&#xDE4F;"/>': ['* Replace with "🙏" => <a b="🙏"/>'],
  '<a>x &#55357; y</a>': ['Remove it => <a>x  y</a>'],
  '<a>x &#56911;&#55357; y</a>': ['Remove it => <a>x &#55357; y</a>'],
  '<a\u00a0b="c"/>': ['* Replace with a space => <a b="c"/>'],
  '<a>x&#11;y</a>': ['* Replace with a space => <a>x y</a>'],
  '<a>x&#xFFFE;y</a>': ['Remove it => <a>xy</a>'],
  '<a>first\u000bthen</a>': ['* Replace with a space => <a>first then</a>'],
  '<a>first \u000bthen</a>': ['* Remove it => <a>first then</a>'],
  '<a b="\u0001x"/>': ['* Remove it => <a b="x"/>'],
  '<a>x\ud83dy</a>': ['Remove it => <a>xy</a>'],
  '<a\u00a0 b="c"/>': ['* Remove "[U+00A0]" => <a b="c"/>'],
  '<a></a\u200b>': ['* Remove "[U+200B]" => <a></a>'],
  '<a>< b>x</b></a>': ['* Remove the space => <a><b>x</b></a>'],
  '<a><\u00a0b c="d"/></a>': [
    '* Remove the space => <a><b c="d"/></a>',
    'Replace with "&lt;" => <a>&lt;\u00a0b c="d"/></a>',
  ],
  '<a>x < y and z > 3</a>': ['* Replace with "&lt;" => <a>x &lt; y and z > 3</a>'],
  '<a/>\u200b': ['* Remove the text => <a/>'],
  '<a/>;': ['Remove the text => <a/>'],
  '<?xml version="1.0" author="me"?><a/>': ['Replace with "<?xml version="1.0"?>" => <?xml version="1.0"?><a/>'],
};

describe('fixes of characters that cannot be seen or are not allowed', () => {
  for (const [text, expected] of Object.entries(FIXES)) {
    it(JSON.stringify(text), () => {
      const document = { tree: parse(text), schema: null, vocabulary: null, fileName: null };
      assert.deepEqual(offered(diagnostics(document)[0]!, document), expected);
    });
  }
});
