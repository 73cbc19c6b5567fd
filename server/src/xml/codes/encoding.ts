import type { CodeEntry } from './entry';

/** Mistakes in the bytes of a file, before they are text. */
export const ENCODING_CODES = {
  'xml/encoding-unknown': {
    severity: 'error',
    message: 'The encoding {0} is not known here, so the file is read as {1}. Save it as UTF-8, and write that.',
    clause: '4.3.3',
  },
  'xml/encoding-contradicted': {
    severity: 'error',
    message: 'The file says that it is written in {0}, but it is in {1}. Write {1} here, or save the file in {0}.',
    clause: '4.3.3',
  },
  'xml/encoding-invalid-bytes': {
    severity: 'error',
    message:
      'The bytes here mean nothing in {0}. Save the file in {0} again, or declare the encoding that it is written in.',
    clause: '4.3.3',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;
