import { TelltaleError } from '../../errors.ts'
import { prepareMethod } from '../../methods/registry.ts'
import { prepareMetric } from '../../metrics/registry.ts'
import { bootstrapOf } from '../comparison/findings.ts'
import { openedForwards } from '../measuring/open-sample.ts'
import type { Study } from '../study.ts'
import { collectClaims, ratiosOf } from './findings.ts'
import { measureClaims } from './measure.ts'
import { type ClaimsParameters, claimsParameters, settingsOf } from './parameters.ts'
import type { ClaimsRecord } from './record.ts'
import { claimsSection, meansSection, ratiosSection } from './sections.ts'
import { describeClaims } from './sentences.ts'

/** Pixels of a usual frame. */
const usualPixels = 224 * 224

/**
 * Whether the published advantage of submodular selection over HSIC is found again: right and wrong predictions apart, the true class explained, one
 * baseline and one stepping for both, HSIC with the published number of forwards and with as many as the selection took.
 *
 * R. Chen, H. Zhang, S. Liang, J. Li and X. Cao, Less is More: Fewer Interpretable Region via Submodular Subset Selection, ICLR 2024.
 */
export const publishedClaimsStudy: Study<ClaimsParameters, ClaimsRecord> = {
  name: 'published-claims',
  title: 'Is submodular selection better than HSIC?',
  parameters: claimsParameters,
  samples: async ({ name, samples }, parameters) => {
    settingsOf(parameters)
    const known = samples.filter((sample) => sample.class !== undefined)
    if (known.length === 0) throw noClasses(name)
    return known
  },
  leftOut: async ({ samples }) =>
    samples
      .filter((sample) => sample.class === undefined)
      .map(({ id }) => ({
        id,
        code: 'DATASET_CLASS_MISSING',
        reason: 'Its true class is not known, and it is the one to explain.',
      })),
  cost: ({ search, forwards, grid }, regions) => {
    const selection = prepareMethod('submodular', { search }).cost(regions)
    const curves = ['insertion', 'deletion'].reduce((sum, name) => sum + prepareMetric(name).cost(usualPixels), 0)
    return openedForwards + 2 * selection + prepareMethod('hsic', { samples: forwards, grid }).cost(regions) + 3 * curves
  },
  measure: measureClaims,
  summarise: async (records, parameters, { seed }) => {
    const options = bootstrapOf(parameters, seed)
    const { tables, missing } = await collectClaims(records)
    const ratios = tables.flatMap((table) => ratiosOf(table, options))
    return {
      title: 'Is submodular selection better than HSIC?',
      summary: describeClaims(ratios),
      sections: [claimsSection(ratios), ratiosSection(ratios), meansSection(tables, missing, options)],
    }
  },
}

function noClasses(dataset: string): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `Nothing says which class the pictures of "${dataset}" show, and the true class is what is explained.`,
    'Use a data set with classes: folders by class, an index.json or a csv list.',
    { value: dataset },
  )
}
