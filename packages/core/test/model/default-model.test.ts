import { readFile } from 'node:fs/promises'
import { defaultModel } from '@telltale/model-default'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPicture } from '../../src/image/decode.node.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'

interface Sample {
  readonly file: string
  readonly top5: readonly { readonly class: number; readonly label: string; readonly probability: number }[]
}

const folder = new URL('../../../../models/default/samples/', import.meta.url)
const samples: readonly Sample[] = JSON.parse(await readFile(new URL('samples.json', folder), 'utf8'))

describe('the default model', () => {
  let classifier: Classifier
  beforeAll(async () => {
    classifier = await openModel(defaultModel)
  })
  afterAll(() => classifier.dispose())

  test('says of itself what its page says', () => {
    expect(classifier.info).toMatchObject({
      name: 'efficientnet-lite0',
      sha256: '9bf68c511a9f2ef28f0cae024abe5b05c10e4ca525a038974682ce9ae6222c79',
      opset: 13,
      classes: 1000,
      output: 'logits',
      link: 'softmax',
      features: 'embedding',
      featureLength: 1280,
      layers: [
        { name: 'head.conv.relu6', shape: [1280, 7, 7], kind: 'map' },
        { name: 'embedding', shape: [1280], kind: 'vector' },
      ],
      warnings: [],
    })
  })

  test.each(samples.map((sample) => [sample.file, sample] as const))(
    'gives %s its known five best classes',
    async (file, sample) => {
      const picture = await readPicture(new URL(file, folder))
      const probabilities = await probabilitiesOf(classifier, classifier.frame(picture).rgb)
      const best = probabilities.indexOf(Math.max(...probabilities))
      expect(best).toBe(sample.top5[0]!.class)
      for (const known of sample.top5) {
        expect(Math.abs(probabilities[known.class]! - known.probability)).toBeLessThan(1e-3)
      }
    },
  )
})

async function probabilitiesOf(classifier: Classifier, rgb: Uint8Array): Promise<readonly number[]> {
  const logits = new Float32Array(classifier.info.classes)
  await classifier.session.run({ input: classifier.normalise(rgb) }, { logits }, 1)
  const powers = Array.from(logits, (logit) => Math.exp(logit - Math.max(...logits)))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
