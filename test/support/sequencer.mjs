import TestSequencer from '@jest/test-sequencer';

/** Their tests run the whole product, or processes of it: they take long, however short they are to read. */
const longOnes = /\/test\/(?:chaos|cli|docs|erasure|journeys|keys|ledger|privacy|services)\//;

/**
 * Long files first, so that none begins when the others are done. Jest knows how long each took in the run before; on a clean
 * checkout it goes by their size alone, and the last to begin was then one of the longest.
 */
export default class Sequencer extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isKnown = sorted.some(({ duration }) => duration !== undefined);
    return isKnown ? sorted : sorted.sort((one, other) => longOnes.test(other.path) - longOnes.test(one.path));
  }
}
