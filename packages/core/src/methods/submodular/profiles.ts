import type { SubmodularParameters } from './parameters.ts'

/** A published setting of submodular selection as this product can run it. Options that are given besides win over it. */
export interface Profile {
  /** Where the setting comes from, and what is different here. */
  readonly source: string
  readonly parameters: Partial<SubmodularParameters>
  readonly regionKind?: 'slico' | 'seeds' | 'grid' | 'patches'
  /** Number of regions asked for. */
  readonly regions?: number
  /** Whether stray parts of regions are joined to their neighbours. */
  readonly connectivity?: boolean
  readonly baseline?: 'black'
}

const black = { baseline: 'black' } as const
/** SLICO of cell 30: 49 regions of a frame of 224 x 224, as the papers have them. */
const slico = { ...black, regionKind: 'slico', regions: 49, connectivity: false } as const
/** SEEDS, asked for 50 regions: 49 of a frame of 224 x 224. */
const seeds = { ...black, regionKind: 'seeds', regions: 50, connectivity: false } as const
/** Patches along a prior, as many as the profile says. */
const patches = { ...black, regionKind: 'patches' } as const
const evidential = 'entropy confidence stands for the evidential one'
const bidirectional8 = { search: 'bidirectional', pending: 8 } as const

/** Named parameter sets: the product's reference for comparisons, and the weights, searches and regions of the published runs. */
export const profiles: Readonly<Record<string, Profile>> = {
  reference: {
    source:
      'the setting of this product for comparisons with published figures: equal weights, bidirectional search, black baseline',
    parameters: { consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0, ...bidirectional8 },
    ...slico,
  },
  'iclr-celeba': {
    source: `Less is More (ICLR 2024), Celeb-A: 98 patches of an HSIC prior; ${evidential}`,
    parameters: { consistency: 1, collaboration: 1, effectiveness: 1, confidence: 1, search: 'naive' },
    ...patches,
    regions: 98,
  },
  'iclr-cub': {
    source: `Less is More (ICLR 2024), CUB: 25 patches of an HSIC prior; ${evidential}`,
    parameters: { consistency: 1, collaboration: 1, effectiveness: 1, confidence: 1, search: 'naive' },
    ...patches,
    regions: 25,
  },
  'iclr-vggface2': {
    source: `Less is More (ICLR 2024), VGGFace2: 98 patches of an HSIC prior; ${evidential}`,
    parameters: { consistency: 10, collaboration: 1, effectiveness: 200, confidence: 1, search: 'naive' },
    ...patches,
    regions: 98,
  },
  'iclr-cub-sam': {
    source: `Less is More (ICLR 2024), mispredicted CUB with regions of Segment Anything, which the user supplies; ${evidential}`,
    parameters: { consistency: 10, collaboration: 1, effectiveness: 1, confidence: 1, search: 'naive' },
    ...black,
  },
  'clip-naive': {
    source: 'SMDL-Attribution, naive scripts of CLIP, ImageBind and LanguageBind',
    parameters: { consistency: 1, collaboration: 1, effectiveness: 0.05, confidence: 0, search: 'naive' },
    ...slico,
  },
  'clip-naive-driver': {
    source: 'SMDL-Attribution, defaults of the naive CLIP driver, which its scripts override',
    parameters: { consistency: 1, collaboration: 10, effectiveness: 1, confidence: 0, search: 'naive' },
    ...slico,
  },
  'imagebind-naive-driver': {
    source: 'SMDL-Attribution, defaults of the naive ImageBind driver',
    parameters: { consistency: 20, collaboration: 10, effectiveness: 0.05, confidence: 0.01, search: 'naive' },
    ...slico,
  },
  'lima-clip-vit-l': {
    source: 'LiMA, CLIP ViT-L',
    parameters: { consistency: 20, collaboration: 1, effectiveness: 0.05, confidence: 0, ...bidirectional8 },
    ...seeds,
  },
  'lima-clip-rn101': {
    source: 'LiMA, CLIP RN101',
    parameters: { consistency: 20, collaboration: 5, effectiveness: 0.05, confidence: 0.01, ...bidirectional8 },
    ...seeds,
  },
  'lima-imagebind': {
    source: 'LiMA, ImageBind',
    parameters: { consistency: 10, collaboration: 1, effectiveness: 0.05, confidence: 0, ...bidirectional8 },
    ...slico,
  },
  'lima-languagebind': {
    source: 'LiMA, LanguageBind',
    parameters: { consistency: 20, collaboration: 5, effectiveness: 0.05, confidence: 0, ...bidirectional8 },
    ...seeds,
  },
  'lima-imagebind-ablation': {
    source: 'LiMA, ablations on ImageBind, which also try 12 pending regions',
    parameters: { consistency: 20, collaboration: 5, effectiveness: 0.05, confidence: 0.01, ...bidirectional8 },
    ...slico,
  },
  'lima-stated-default': {
    source: 'LiMA, the default that its ablation of weights states',
    parameters: { consistency: 20, collaboration: 5, effectiveness: 0.01, confidence: 0.05, ...bidirectional8 },
    ...slico,
  },
  'lima-clip-sam': {
    source:
      'LiMA, CLIP with regions of Segment Anything, which the user supplies; its 15 % of the regions are pending: 8 of about 50 here',
    parameters: { consistency: 1, collaboration: 1, effectiveness: 0.05, confidence: 0, ...bidirectional8 },
    ...black,
  },
  misprediction: {
    source: 'SMDL-Attribution, scripts for mispredicted pictures',
    parameters: { consistency: 10, collaboration: 1, effectiveness: 0.05, confidence: 0, ...bidirectional8 },
    ...slico,
  },
  'single-modal': {
    source: 'SMDL-Attribution, defaults of the class for single-modal models',
    parameters: { consistency: 20, collaboration: 5, effectiveness: 0, confidence: 0.01, ...bidirectional8 },
    ...slico,
  },
  'single-modal-runs': {
    source: 'SMDL-Attribution, runs of single-modal models: 12 pending regions',
    parameters: { consistency: 20, collaboration: 5, effectiveness: 0, confidence: 0.01, search: 'bidirectional', pending: 12 },
    ...slico,
  },
  'quilt-naive': {
    source: 'SMDL-Attribution, naive Quilt driver',
    parameters: { consistency: 10, collaboration: 1, effectiveness: 0.05, confidence: 0, search: 'naive' },
    ...slico,
  },
  'quilt-efficient': {
    source: 'SMDL-Attribution, efficient Quilt driver',
    parameters: { consistency: 1, collaboration: 1, effectiveness: 0.05, confidence: 0, ...bidirectional8 },
    ...slico,
  },
  eagle: {
    source: 'EAGLE, defaults of its search by stale windows; 64 regions as in its paper',
    parameters: {
      consistency: 1,
      collaboration: 1,
      effectiveness: 0,
      confidence: 0,
      search: 'stale-windows',
      window: 10,
      pending: 8,
      refresh: 5,
    },
    ...slico,
    regions: 64,
  },
  'eagle-tutorial': {
    source: 'EAGLE, tutorial',
    parameters: {
      consistency: 1,
      collaboration: 1,
      effectiveness: 0,
      confidence: 0,
      search: 'stale-windows',
      window: 8,
      pending: 4,
      refresh: 10,
    },
    ...slico,
    regions: 50,
  },
  phasewin: {
    source: 'PhaseWin, classification, without its random deferral',
    parameters: { consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0, search: 'phase-windows', windowShare: 0.3 },
    ...slico,
    regions: 50,
  },
  vps: {
    source: 'VPS, weights and naive search, on a classifier instead of a detector',
    parameters: { consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0, search: 'naive' },
    ...slico,
    regions: 100,
  },
}
