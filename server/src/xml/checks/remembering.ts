/**
 * What is found out about a list of siblings is remembered with it from this width on, in UTF-16 units. To look through
 * a shorter one again is cheaper than to keep an entry for each; and after an edit only the lists on the path to it are
 * looked through, so that this bounds what an edit costs.
 */
export const WORTH_REMEMBERING = 1000;
