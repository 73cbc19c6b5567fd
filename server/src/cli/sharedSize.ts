/** From so many bytes on another thread reads a file: below, it is done before that one has started. */
export const SHARED_SIZE = 8 << 20;
