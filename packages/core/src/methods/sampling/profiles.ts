/**
 * Published defaults of other tools, by tool and method, as far as they are no mistakes. A parameter that is not named keeps Telltale's own
 * default.
 */
export const samplingProfiles: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
  xplique: {
    hsic: { grid: 8, samples: 500, sampler: 'sobol', bandwidth: 'output-median' },
    sobol: { grid: 8, designs: 32, sampler: 'sobol', estimator: 'jansen' },
  },
}
