import { mean, median } from '../samples.mjs'
import { defaultSearch, searches } from './searches.mjs'

/** Standard error of the mean; NaN for fewer than two values. */
function standardError(values) {
  const centre = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1) / values.length)
}

/** Insertion minus deletion area. */
const gainOf = ({ insertion, deletion }) => insertion - deletion

/**
 * One row per search over the records of one model, size and kind. `share` is the mean gain over naive's mean, in percent, with the
 * standard error of the paired difference; median, worst and `atLeast` are of the ratios picture by picture.
 */
export function compareSearches(records) {
  const of = (name, read) => records.map((record) => read(record.searches[name]))
  const naive = of('naive', gainOf)
  return searches
    .filter(({ name }) => records.every((record) => record.searches[name]))
    .map(({ name }) => {
      const gains = of(name, gainOf)
      const ratios = gains.map((gain, index) => (100 * gain) / naive[index])
      const fitting = of(name, ({ highest }) => highest[0]).filter((value) => value !== null)
      return {
        name,
        forwards: mean(of(name, ({ forwards }) => forwards)),
        mostForwards: Math.max(...of(name, ({ forwards }) => forwards)),
        open: mean(of(name, ({ open }) => open)),
        insertion: describe(of(name, ({ insertion }) => insertion)),
        deletion: describe(of(name, ({ deletion }) => deletion)),
        gain: describe(gains),
        share: {
          mean: (100 * mean(gains)) / mean(naive),
          error: (100 * standardError(gains.map((gain, index) => gain - naive[index]))) / mean(naive),
        },
        medianRatio: median(ratios),
        worstRatio: Math.min(...ratios),
        atLeast: gains.filter((gain, index) => gain >= naive[index]).length,
        below90: ratios.filter((ratio) => ratio < 90).length,
        highest: fitting.length > 0 ? describe(fitting) : null,
        fitting: fitting.length,
      }
    })
}

/** Answers of the default search: sizes, and of how many the answer and the flip hold on each other fill. */
export function describeAnswers(records) {
  const answers = records.flatMap(({ answer }) => (answer ? [answer] : []))
  const flips = answers.filter(({ flip }) => flip)
  const names = Object.keys(answers[0]?.fills ?? {})
  return {
    pictures: records.length,
    answers: answers.length,
    forwards: describe(records.map(({ searches: found }) => found[defaultSearch].forwards + found[defaultSearch].open)),
    answerForwards: answers.length > 0 ? describe(answers.map(({ forwards }) => forwards)) : null,
    regions: answers.length > 0 ? describe(answers.map(({ regions }) => regions)) : null,
    share: answers.length > 0 ? describe(answers.map(({ share }) => share)) : null,
    irreducible: answers.filter(({ irreducible }) => irreducible).length,
    flips: flips.length,
    flipRegions: flips.length > 0 ? describe(flips.map(({ flip }) => flip.regions)) : null,
    flipShare: flips.length > 0 ? describe(flips.map(({ flip }) => flip.share)) : null,
    held: names.map((name) => ({
      name,
      answers: answers.filter(({ fills }) => fills[name].answer).length,
      flips: flips.filter(({ fills }) => fills[name].flip).length,
    })),
  }
}

function describe(values) {
  return { mean: mean(values), error: standardError(values), median: median(values) }
}
