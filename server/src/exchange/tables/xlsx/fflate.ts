/** What is used of `fflate`. It makes its tables when it is loaded, so it is loaded with the first workbook: `require('./fflate')`. */
export { Inflate, Zip, ZipDeflate } from 'fflate/browser';
