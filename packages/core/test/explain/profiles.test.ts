import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyProfile, profileNames } from '../../src/explain/apply-profile.ts'
import { explain } from '../../src/explain.ts'
import type { Picture } from '../../src/image/picture.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openSmall } from './small-picture.ts'

describe('a profile', () => {
  test('of another tool sets the parameters of the chosen method, and neither regions nor baseline', () => {
    const options = applyProfile({ profile: 'xplique', method: 'hsic' })
    expect(options).toEqual({
      profile: 'xplique',
      method: 'hsic',
      parameters: { grid: 8, samples: 500, sampler: 'sobol', bandwidth: 'output-median' },
    })
  })

  test('gives way to what is given', () => {
    const { parameters } = applyProfile({ profile: 'xplique', method: 'hsic', parameters: { samples: 64 } })
    expect(parameters).toMatchObject({ grid: 8, samples: 64 })
  })

  test('of submodular selection sets regions and baseline too, also of a map from elsewhere', () => {
    const regions = { kind: 'slico', count: 49, connectivity: false }
    expect(applyProfile({ profile: 'reference' })).toMatchObject({ regions, baseline: { kind: 'black' } })
    const map = { width: 1, height: 1, values: Float32Array.of(1) }
    expect(applyProfile({ profile: 'reference', map })).toMatchObject({ regions, parameters: {} })
  })

  test('of which one of several methods knows nothing leaves that one at its defaults', () => {
    const methods = ['submodular', 'hsic']
    expect(applyProfile({ profile: 'xplique', method: 'submodular' }, methods).parameters).toEqual({})
    expect(applyProfile({ profile: 'xplique', method: 'hsic' }, methods).parameters).toMatchObject({ grid: 8 })
    const shared = applyProfile({ profile: 'reference', method: 'hsic' }, methods)
    expect(shared).toMatchObject({ baseline: { kind: 'black' }, parameters: {} })
  })

  test('that has nothing for the method is refused, with what there is', () => {
    expect(() => applyProfile({ profile: 'reference', method: 'hsic' })).toThrow(
      expect.objectContaining({
        code: 'USAGE_PARAMETER',
        message: 'The profile "reference" has nothing for hsic.',
        fix: 'It is for: submodular, given. Profiles for hsic: xplique.',
      }),
    )
    expect(() => applyProfile({ profile: 'xplique', method: 'leave-one-out' })).toThrow(
      expect.objectContaining({ fix: expect.stringMatching(/^It is for: hsic, sobol, rise, [^.]*\.$/) }),
    )
  })

  test('that does not exist is refused, with all there are', () => {
    for (const profile of ['best', 'toString']) {
      expect(() => applyProfile({ profile, method: 'hsic' })).toThrow(
        expect.objectContaining({ code: 'USAGE_PARAMETER', fix: `Choose one of: ${profileNames().join(', ')}.` }),
      )
    }
    expect(profileNames()).toEqual(expect.arrayContaining(['reference', 'vps', 'xplique', 'captum', 'lime', 'dianna', 'shap']))
    expect(new Set(profileNames()).size).toBe(profileNames().length)
  })
})

describe('a profile in an explanation', () => {
  let model: Classifier
  let picture: Picture
  beforeAll(async () => {
    ;({ model, picture } = await openSmall())
  })
  afterAll(() => model.dispose())

  const grid = { regions: { kind: 'grid', count: 16 } } as const

  test('is in the document as the parameters that it stands for', async () => {
    const parameters = { pairs: 13, space: 'probability' }
    const { body } = await explain(model, picture, { ...grid, profile: 'captum', method: 'shapley-sampling' })
    expect(body.method).toMatchObject({ name: 'shapley-sampling', parameters })
  })

  test('serves those of several methods that it knows', async () => {
    const methods = [{ name: 'shapley-sampling' }, { name: 'leave-one-out' }]
    const documents = await explain(model, picture, { ...grid, profile: 'captum', methods })
    expect(documents.map(({ body }) => body.method.parameters)).toMatchObject([{ pairs: 13 }, { space: 'probability' }])
    await expect(explain(model, picture, { ...grid, profile: 'captum', methods: [methods[1]!] })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
    })
  })
})
