import assert from 'node:assert/strict';
import { withLazyModules } from '../../scripts/lib/lazyModules.mjs';

describe('withLazyModules', () => {
  it('makes functions of the modules of a bundle, and of nothing in them', () => {
    const bundle = 'var i=f=>()=>f(),a=i(()=>{"use strict";b=x=>x+1}),c=i((e,t)=>{t.exports=1}),b;a();';
    const expected = 'var i=f=>()=>f(),a=i(function(){"use strict";b=x=>x+1}),c=i(function(e,t){t.exports=1}),b;a();';
    assert.equal(withLazyModules(bundle), expected);
  });

  it('returns the result of a module that is an expression', () => {
    assert.equal(withLazyModules('var a=i(e=>e.x=1);'), 'var a=i(function(e){return e.x=1});');
  });

  it('leaves other code as it is', () => {
    const code = 'var a=f(1),b=f(()=>2,3),c=()=>{};function d(){return i(()=>{})}';
    assert.equal(withLazyModules(code), code);
  });
});
