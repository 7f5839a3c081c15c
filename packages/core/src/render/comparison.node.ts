import { TelltaleError } from '../errors.ts'
import type { Explanation } from '../explanation/document.ts'
import { rasteriseSvg } from '../image/encode.node.ts'
import type { Picture } from '../image/picture.ts'
import { checkComparable } from './comparable.ts'
import { compareMethods, mostMethods } from './compared-methods.ts'
import { planComparison } from './comparison.ts'
import { drawMethodMaps } from './comparison-images.ts'
import { comparisonSentences } from './comparison-sentences.ts'
import { openScene, type SceneOptions, toAddress } from './scene.node.ts'
import { themeOf } from './theme.ts'

const comparedParts = ['picture', 'model', 'target', 'regions', 'baseline'] as const

/**
 * Several methods on one picture and one target as PNG bytes, 1400 pixels wide: each map with the same figures under it, the best marked, and
 * all curves in one chart each. `documents` are 2 to 18, in the order in which they are shown. Throws DOCUMENT_INVALID when `picture` is not
 * the one explained or the documents differ in picture, model, target, regions or baseline, USAGE_PARAMETER for too few or too many.
 */
export async function renderComparison(
  picture: Picture,
  documents: readonly Explanation[],
  options: SceneOptions = {},
): Promise<Uint8Array> {
  const theme = themeOf(options.theme ?? 'light')
  checkCount(documents.length, mostMethods(theme))
  checkComparable(
    documents,
    comparedParts,
    'Explain with all methods in one run: the same picture, model, target, regions and baseline.',
  )
  const { drawing, regions } = await openScene(picture, documents[0]!, options)
  const methods = compareMethods(documents, regions, theme)
  const plan = planComparison(drawing, methods, comparisonSentences(methods))
  const images = await Promise.all(drawMethodMaps(picture, methods, regions, plan.grid.map, theme).map(toAddress))
  const { svg, width } = plan.draw(images)
  return await rasteriseSvg(svg, width)
}

function checkCount(count: number, most: number): void {
  if (count >= 2 && count <= most) return
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `A comparison shows 2 to ${most} documents, not ${count}.`,
    'Name the methods to compare with commas between: telltale explain --method submodular,hsic.',
    { value: `${count}`, limit: `2 to ${most}` },
  )
}
