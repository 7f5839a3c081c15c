import { isGiven } from './core.mjs'
import { openEvaluator } from './evaluate.mjs'

/** What hidden pixels become besides the mean colour that the answer was searched with; the first is the product's second opinion. */
const fills = [
  { name: 'blur 1/16', baseline: { kind: 'blur', sigma: 1 / 16 } },
  { name: 'black', baseline: { kind: 'black' } },
  { name: 'grey 128', baseline: { kind: 'colour', rgb: [128, 128, 128] } },
  { name: 'white', baseline: { kind: 'white' } },
  { name: 'region mean', baseline: { kind: 'region-mean' } },
]

/**
 * Per fill whether the answer, shown alone, still gives the target, and whether hiding the flip still takes it away (null without a flip).
 * One forward each.
 */
export async function answerOnFills({ regions, flip }, place) {
  const { count } = place.regions
  const shown = new Float32Array(count)
  for (const region of regions) shown[region] = 1
  const hidden = new Float32Array(count).fill(1)
  for (const region of flip?.regions ?? []) hidden[region] = 0
  const held = {}
  for (const { name, baseline } of fills) {
    const evaluator = openEvaluator(place, baseline)
    try {
      const { probabilities, top } = await evaluator.evaluate({
        kind: 'regions',
        count: 2,
        weights: Float32Array.from([...shown, ...hidden]),
      })
      const [answer, rest] = [0, 1].map((row) => isGiven({ probability: probabilities[row], top: top[row] }))
      held[name] = { answer, flip: flip ? !rest : null }
    } finally {
      evaluator.release()
    }
  }
  return held
}
