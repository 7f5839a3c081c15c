/** What ImageNet's usual normalisation makes zero, where other tools hide with it. */
const modelZero = 'colour:124,116,104'

/**
 * Published constants of other tools, by tool and metric, as far as they are no mistakes. A parameter that is not named keeps Telltale's own default.
 * What no profile brings back: steps that split equal values, areas over steps of unequal size, scores averaged before the area is taken.
 */
export const metricProfiles: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
  xplique: {
    deletion: { steps: 10, perRegion: false, baseline: modelZero },
    insertion: { steps: 10, perRegion: false, baseline: modelZero },
    'mu-fidelity': { grid: 9, share: 0.2, samples: 200, hide: 'independent', baseline: modelZero },
    'average-drop': { baseline: modelZero },
    'average-increase': { baseline: modelZero },
    'average-gain': { baseline: modelZero },
  },
  // One row of 224 pixels a step, and a blur of five pixels.
  rise: {
    deletion: { steps: 224, perRegion: false, baseline: modelZero },
    insertion: { steps: 224, perRegion: false, baseline: 'blur:0.0223' },
  },
  torchcam: {
    deletion: { steps: 20, perRegion: false, baseline: modelZero },
    insertion: { steps: 20, perRegion: false, baseline: modelZero },
  },
  openvino: {
    deletion: { steps: 30, perRegion: false, baseline: 'black' },
    insertion: { steps: 30, perRegion: false, baseline: 'black' },
    'insertion-deletion': { steps: 30, perRegion: false, baseline: 'black' },
  },
  quantus: {
    'faithfulness-correlation': { pixels: 224, samples: 100, baseline: 'black' },
    aopc: { patch: 8, patches: 100, steps: 100, baseline: 'black' },
    selectivity: { patch: 8, steps: 784, baseline: 'black' },
    irof: { baseline: 'mean' },
  },
  'pytorch-grad-cam': { road: { shares: 9 } },
}
