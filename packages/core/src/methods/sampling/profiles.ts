const noisyXplique = { samples: 50, noise: 0.2, unit: 'model' }

/**
 * Published defaults of other tools, by tool and method, as far as they are no mistakes. A parameter that is not named keeps Telltale's own
 * default.
 */
export const samplingProfiles: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
  xplique: {
    hsic: { grid: 8, samples: 500, sampler: 'sobol', bandwidth: 'output-median' },
    sobol: { grid: 8, designs: 32, sampler: 'sobol', estimator: 'jansen' },
    rise: { samples: 4000, grid: 7, keep: 0.5, normaliser: 'mask-sum' },
    occlusion: { patch: 3, stride: 3, aggregate: 'sum' },
    // Its weight is exp(-d^2 / w^2) with w = 45.
    lime: { samples: 150, distance: 'pixel-euclidean', kernelWidth: 45 * Math.SQRT1_2, regressor: 'ridge', alpha: 2 },
    'kernel-shap': { samples: 800 },
    saliency: { reduce: 'max' },
    'integrated-gradients': { points: 50, rule: 'uniform', from: 'model-zero' },
    smoothgrad: noisyXplique,
    squaregrad: noisyXplique,
    vargrad: noisyXplique,
  },
  captum: {
    occlusion: { aggregate: 'average' },
    lime: { samples: 25, distance: 'pixel-cosine', kernelWidth: 1, regressor: 'lasso', alpha: 0.01 },
    // 25 single orders, made whole pairs.
    'shapley-sampling': { pairs: 13 },
    // Its 25 count the picture with all regions and with none.
    'kernel-shap': { samples: 23 },
    'integrated-gradients': { points: 50, rule: 'gauss-legendre', from: 'model-zero' },
    'expected-gradients': { samples: 5 },
  },
  // LIME itself hides regions by their own mean colour: the baseline region-mean.
  lime: {
    lime: { samples: 1000, distance: 'cosine', kernelWidth: 0.25, regressor: 'ridge', alpha: 1 },
  },
  // PAIR's saliency library; its mean over 25 points that include both ends is no rule, so they are weighted here.
  pair: {
    'integrated-gradients': { points: 25, rule: 'uniform', from: 'model-zero' },
    smoothgrad: { samples: 25, noise: 0.15, unit: 'range' },
    'blur-ig': { points: 100, sigma: 50 / 224, spacing: 'linear' },
    'guided-ig': { points: 200, fraction: 0.25, corridor: 0.02, from: 'model-zero' },
  },
  dianna: {
    rise: { samples: 1000, grid: 8, chooseKeep: true, normaliser: 'expected' },
    lime: { samples: 5000, distance: 'cosine', kernelWidth: 25, regressor: 'ridge', alpha: 1 },
    'kernel-shap': {},
  },
  // Without its selection of ten regions, which leaves the others at 0.
  shap: {
    'kernel-shap': {},
    // Down to single pixels, but never to single channels.
    'partition-shap': { evaluations: 500, minBlock: 1 },
  },
}
