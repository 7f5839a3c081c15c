import { mosaicsOf } from '../../datasets/mosaics.ts'
import { TelltaleError } from '../../errors.ts'
import { forwardsOfMethods } from '../measuring/forwards-of-methods.ts'
import { openedForwards } from '../measuring/open-sample.ts'
import type { Study } from '../study.ts'
import { measureMosaic } from './measure.ts'
import { methodsOf, mosaicOptions, type ReliabilityParameters, reliabilityParameters, settingsOf } from './parameters.ts'
import type { ReliabilityRecord } from './record.ts'
import { summariseReliability } from './summarise.ts'

/**
 * Whether the metrics by which methods are ranked can be trusted: mosaics of four photographs, of which two show the class; seven metrics of the
 * relevance on either; and how far mosaics, methods, data sets and models agree about the ranking.
 *
 * B. Fresz, E. Loercher and M. Huber, Classification Metrics for Image Explanations, FAccT 2024, arXiv 2406.05068.
 */
export const reliability: Study<ReliabilityParameters, ReliabilityRecord> = {
  name: 'reliability',
  title: 'How reliable metrics of explanations are',
  parameters: reliabilityParameters,
  samples: async (dataset, parameters, seed) => {
    // What is misspelt is refused before a picture is opened.
    methodsOf(parameters)
    settingsOf(parameters)
    const { samples, skipped } = mosaicsOf(dataset, mosaicOptions(parameters, seed))
    if (samples.length > 0) return samples
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `No mosaic can be made of ${dataset.name}: ${skipped[0]?.reason ?? 'it has no pictures.'}`,
      'Give at least two classes with two pictures each; with one picture a class, fewPictures=mirror shows it twice.',
      { value: dataset.name },
    )
  },
  leftOut: async (dataset, parameters, seed) => mosaicsOf(dataset, mosaicOptions(parameters, seed)).skipped,
  cost: (parameters, regions) => openedForwards + 1 + forwardsOfMethods(methodsOf(parameters), regions),
  measure: measureMosaic,
  summarise: summariseReliability,
}
