import type { ExplanationBody } from '../explanation/document.ts'
import { isClassBlind } from './class-blind.ts'

type Measured = Pick<ExplanationBody, 'method' | 'target'>

const none = 'no unit'
const activation = 'activation, weighted'
const slope = 'logit per unit of input'
// A derivative times what it is taken by has the unit of what is derived.
const firstOrder = 'logit, to first order'

function score({ method, target }: Measured): string {
  if (method.parameters['space'] === 'logit') return target.against === undefined ? 'logit' : 'difference of logits'
  return target.against === undefined ? 'probability' : 'share of the two'
}

const added = (body: Measured): string => `${score(body)} added`
const lost = (body: Measured): string => `${score(body)} lost when hidden`
const shared = ({ method }: Measured): string =>
  method.parameters['reduce'] === 'sum' ? 'logit per pixel' : 'logit per pixel, mean of channels'

/** What one value of each method is measured in. */
const units: Readonly<Record<string, string | ((body: Measured) => string)>> = {
  submodular: 'rank',
  hsic: 'dependence (HSIC), no unit',
  sobol: 'share of the variance',
  rise: (body) => `mean ${score(body)} while shown`,
  occlusion: lost,
  lime: added,
  'kernel-shap': added,
  'shapley-sampling': added,
  'partition-shap': added,
  'exact-shapley': added,
  banzhaf: added,
  'leave-one-out': lost,
  saliency: slope,
  'gradient-input': shared,
  'integrated-gradients': shared,
  'expected-gradients': shared,
  'guided-ig': shared,
  'blur-ig': shared,
  smoothgrad: slope,
  squaregrad: 'square of logit per unit of input',
  vargrad: 'square of logit per unit of input',
  'guided-backprop': none,
  deconvnet: none,
  'guided-grad-cam': none,
  cam: 'logit',
  'grad-cam': firstOrder,
  'grad-cam-plus-plus': none,
  'xgrad-cam': firstOrder,
  'hires-cam': firstOrder,
  'grad-cam-elementwise': firstOrder,
  'layer-cam': firstOrder,
  'score-cam': activation,
  'ablation-cam': activation,
  'recipro-cam': 'logit when alone',
  'eigengrad-cam': firstOrder,
  'eigen-cam': activation,
  'activation-map': 'activation, mean',
  fem: activation,
  'attention-rollout': 'share of attention',
  'random-cam': activation,
  random: none,
  gaussian: none,
}

/** What the values of a document's attribution are measured in, in a few words; `unit unknown` for a map from elsewhere. */
export function valueUnit(body: Measured): string {
  const unit = units[body.method.name] ?? 'unit unknown'
  return typeof unit === 'string' ? unit : unit(body)
}

/** Maps whose sign is a derivative's (brighter would be better, or worse) or a direction's: neither speaks for the target or against it. */
const signedOtherwise: readonly string[] = ['smoothgrad', 'guided-grad-cam', 'eigengrad-cam']

/** Maps whose values are scores of parts of the picture, of which only the differences say something. */
const levels: readonly string[] = ['rise', 'recipro-cam']

/** Whether what a document's method puts above zero speaks for the target, and what it puts below against it. */
export function signSpeaks(body: Pick<ExplanationBody, 'method' | 'warnings'>): boolean {
  return !isClassBlind(body) && !signedOtherwise.includes(body.method.name)
}

/** Whether zero means nothing to a document's method. */
export function isLevel({ method }: Pick<ExplanationBody, 'method'>): boolean {
  return levels.includes(method.name)
}
