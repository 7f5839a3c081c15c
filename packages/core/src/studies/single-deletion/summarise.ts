import { describeLowAccuracy } from '../measuring/low-accuracy.ts'
import { picturesSection } from '../picture-counts.ts'
import type { StudyAbout } from '../study.ts'
import type { StudyReport } from '../study-report.ts'
import { collectScores } from './collect.ts'
import { scoreOf } from './findings.ts'
import { nameOfVariant, type SingleDeletionParameters } from './parameters.ts'
import type { SingleDeletionRecord } from './record.ts'
import { type SingleDeletionContext, scoresSection } from './sections.ts'
import { describeSingleDeletion } from './sentences.ts'

const caveats: Readonly<Record<SingleDeletionParameters['variant'], string>> = {
  sds: 'The models have never seen a picture with a hidden cell: part of a fall may come from that (SDS).',
  'head-only':
    'Only the last layer was retrained on pictures with a hidden cell, on half of the pictures for the other half; the layers before it have never seen one (head-only IDSDS).',
  'tiny-cnn':
    'A small network was trained from scratch on pictures with a hidden cell, on half of the pictures for the other half; a class with a single picture is not measured. It says nothing about large models (tiny-CNN IDSDS).',
}

const explained =
  'The true class is explained, also where the model’s answer is another one; the answer is explained where the true class is not known.'

/** Folds the records of the study: one correlation of each map is kept. */
export async function summariseSingleDeletion(
  records: AsyncIterable<SingleDeletionRecord>,
  parameters: SingleDeletionParameters,
  { seed }: StudyAbout,
): Promise<StudyReport> {
  const collected = await collectScores(records)
  const found = collected.tables.map((table) => scoreOf(table, { seed, resamples: parameters.resamples }))
  const context: SingleDeletionContext = {
    variant: nameOfVariant(parameters),
    says: caveats[parameters.variant],
    cells: parameters.grid ** 2,
  }
  return {
    title: `Single deletion (${context.variant})`,
    summary: [...describeLowAccuracy(collected.pictures), ...describeSingleDeletion(found, context)],
    sections: [scoresSection(found, context), picturesSection(collected, explained)],
  }
}
