import * as z from 'zod/mini'
import { areaUnderRoc } from '../../math/area-under-roc.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { objectPixels } from './object-pixels.ts'

const parameters = z.object({})

/** Area under the ROC curve of a map as a score of which pixels belong to the object; equal values count half. */
export const localisationAuc: Metric<z.infer<typeof parameters>> = {
  name: 'localisation-auc',
  title: 'localisation AUC',
  says: 'How often a pixel of the object is more important than one beside it: 0.5 is chance.',
  paper: 'T. Fawcett, An introduction to ROC analysis, 2006',
  direction: 'higher',
  range: [0, 1],
  family: 'localisation',
  needs: 'truth',
  parameters,
  cost: () => 0,
  measure: async (context) => {
    const object = objectPixels(context)
    if (typeof object === 'string') return undefinedBecause(object)
    if (object.count === object.mask.length) return undefinedBecause('the object fills the frame, so nothing lies beside it')
    const unranked = unrankedMap(context.map)
    if (unranked !== null) return undefinedBecause(unranked, { parts: { chance: 0.5 } })
    return { value: areaUnderRoc(context.map, object.mask), parts: { chance: 0.5 } }
  },
}
