/** What is used of `xspattern`. It makes its tables when it is loaded, so it is loaded with the first pattern: `require('./patternLibrary')`. */
export { compile } from 'xspattern';
