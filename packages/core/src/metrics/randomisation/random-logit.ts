import * as z from 'zod/mini'
import { mean } from '../../math/mean.ts'
import { structuralSimilarity } from '../../math/ssim.ts'
import type { Frame } from '../../model/classifier.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { drawAt } from '../../random/random.ts'
import { seedOfBytes } from '../../random/seed-of-bytes.ts'
import type { Measurement, Metric, MetricContext } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'

const parameters = z.object({
  classes: z
    ._default(z.enum(['one', 'top5']), 'one')
    .check(
      z.describe(
        'Whose maps this one is compared with: one other class at random, drawn for each picture, or those of the five best that are others',
      ),
    ),
})

export type RandomLogitParameters = z.infer<typeof parameters>
const topClasses = 5

/**
 * How alike the maps of two classes are, as structural similarity. A method that shows the same for every class cannot explain one of them: it gets
 * 1, by design, and is labelled instead of ranked.
 */
export const randomLogit: Metric<RandomLogitParameters> = {
  name: 'random-logit',
  title: 'random logit',
  says: 'How alike the map is to that of another class: near 1, it does not show what speaks for this one.',
  paper: 'L. Sixt, M. Granz and T. Landgraf, When Explanations Lie: Why Many Modified BP Attributions Fail, 2020',
  direction: 'lower',
  range: [-1, 1],
  family: 'randomisation',
  needs: 'explain',
  parameters,
  cost: () => 1,
  explanations: ({ classes }) => (classes === 'one' ? 1 : topClasses),
  measure: async (context, { classes }) => {
    const unranked = unrankedMap(context.map)
    if (unranked !== null) return undefinedBecause(unranked)
    const { width, height } = context.frame
    const others = await chooseClasses(context, classes)
    if (others.length === 0) return undefinedBecause('the model has no other class')
    const maps: Float32Array[] = []
    for (const other of others) maps.push(await context.explain!({ class: other }))
    const similarities = maps.map((map) =>
      structuralSimilarity({ width, height, values: context.map }, { width, height, values: map }),
    )
    return { value: mean(similarities), parts: partsOf(others), ...blindness(context, maps) }
  },
}

function partsOf(others: readonly number[]): NonNullable<Measurement['parts']> {
  return Object.fromEntries(others.map((index, at) => [others.length === 1 ? 'class' : `class${at + 1}`, index]))
}

function blindness({ map }: MetricContext, maps: readonly Float32Array[]): Pick<Measurement, 'warnings'> {
  const isSame = maps.every((other) => other.every((value, pixel) => value === map[pixel]))
  if (!isSame) return {}
  const message = 'The map of another class is the same, bit for bit: it says what the network sees, not why it chose this class.'
  return { warnings: [{ code: 'METHOD_CLASS_INSENSITIVE', message }] }
}

/** Another for every picture: one class for all of them would say more of that class than of the method. */
function ownSeed({ rgb }: Frame, seed: number): number {
  return deriveSeed(seed, 'logit', seedOfBytes(rgb))
}

async function chooseClasses(context: MetricContext, which: RandomLogitParameters['classes']): Promise<readonly number[]> {
  const { on, baseline, frame, seed } = context
  const evaluator = on!(baseline)
  const whole = { kind: 'frames', count: 1, draw: (_: number, rgb: Float32Array) => rgb.set(frame.rgb) } as const
  const { classes } = await evaluator.evaluate(whole, { classes: true })
  const [target] = evaluator.targets
  const others = Array.from(classes!.keys()).filter((index) => index !== target!.class && index !== target!.against)
  if (which === 'one') return others.length === 0 ? [] : [others[Math.floor(drawAt(ownSeed(frame, seed), 0) * others.length)]!]
  const best = Array.from(classes!.keys()).sort((a, b) => classes![b]! - classes![a]! || a - b)
  return best.slice(0, topClasses).filter((index) => others.includes(index))
}
