/**
 * The order of the test files: the longest first, so that no long one is left when the other workers are done. Jest
 * knows how long from an earlier run; before there is one it goes by size, which says little of a file that starts
 * whole houses.
 */
const { default: JestSequencer } = require('@jest/test-sequencer');

module.exports = class TestSequencer extends JestSequencer {
  sort(tests) {
    const startsHouses = ({ path }) => /[\\/]tests[\\/]dist[\\/]/.test(path);
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    return [...sorted.filter(startsHouses), ...sorted.filter((test) => !startsHouses(test))];
  }
};
