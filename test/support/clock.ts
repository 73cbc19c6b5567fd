import type { Clock } from '../../server/src/domain/clock';

/** Wednesday, 25 November 2026, 16:30 in Central Europe. */
export const TEST_CLOCK: Clock = { instant: Date.UTC(2026, 10, 25, 15, 30), offset: 60 };
