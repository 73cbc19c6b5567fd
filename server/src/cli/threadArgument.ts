/** The first argument of a thread: it says what a thread is before anything is loaded. As a command of a user it is unknown. */
export const THREAD = '#thread';
