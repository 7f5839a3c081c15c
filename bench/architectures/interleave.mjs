import { median } from '../samples.mjs'

/**
 * Median milliseconds of each of several runs, taken in turn so that what slows the machine slows all of them; the order turns round each time.
 * Two rounds warm up. At least `fewest` rounds, then until `seconds` are over or `most` are done.
 */
export async function interleave(runs, { fewest = 7, most = 25, seconds = 4 } = {}) {
  const names = Object.keys(runs)
  const times = Object.fromEntries(names.map((name) => [name, []]))
  const started = performance.now()
  for (let round = -2; round < fewest || (round < most && performance.now() - started < 1000 * seconds); round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const before = performance.now()
      await runs[name]()
      if (round >= 0) times[name].push(performance.now() - before)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]))
}
