import { TelltaleError } from '../errors.ts'
import { ablationCam } from './activation/ablation-cam.ts'
import { activationMap } from './activation/activation-map.ts'
import { attentionRollout } from './activation/attention-rollout.ts'
import { cam } from './activation/cam.ts'
import { eigenCam } from './activation/eigen-cam.ts'
import { eigengradCam } from './activation/eigengrad-cam.ts'
import { fem } from './activation/fem.ts'
import { gradCam } from './activation/grad-cam.ts'
import { gradCamElementwise } from './activation/grad-cam-elementwise.ts'
import { gradCamPlusPlus } from './activation/grad-cam-plus-plus.ts'
import { hiresCam } from './activation/hires-cam.ts'
import { layerCam } from './activation/layer-cam.ts'
import { randomCam } from './activation/random-cam.ts'
import { reciproCam } from './activation/recipro-cam.ts'
import { scoreCam } from './activation/score-cam.ts'
import { xgradCam } from './activation/xgrad-cam.ts'
import { centredGaussian } from './controls/centred-gaussian.ts'
import { randomControl } from './controls/random-control.ts'
import { blurIg } from './gradient/blur-ig.ts'
import { expectedGradients } from './gradient/expected-gradients.ts'
import { gradientInput } from './gradient/gradient-input.ts'
import { guidedGradCam } from './gradient/guided-grad-cam.ts'
import { guidedIg } from './gradient/guided-ig.ts'
import { integratedGradients } from './gradient/integrated-gradients.ts'
import { smoothgrad, squaregrad, vargrad } from './gradient/noisy.ts'
import { deconvnet, guidedBackprop } from './gradient/rectified.ts'
import { saliency } from './gradient/saliency.ts'
import type { Method } from './method.ts'
import { type PreparedMethod, prepareOne } from './prepared-method.ts'
import { banzhaf } from './sampling/banzhaf.ts'
import { exactShapley } from './sampling/exact-shapley.ts'
import { hsic } from './sampling/hsic.ts'
import { kernelShap } from './sampling/kernel-shap.ts'
import { leaveOneOut } from './sampling/leave-one-out.ts'
import { lime } from './sampling/lime.ts'
import { occlusion } from './sampling/occlusion.ts'
import { partitionShap } from './sampling/partition-shap.ts'
import { rise } from './sampling/rise.ts'
import { shapleySampling } from './sampling/shapley-sampling.ts'
import { sobol } from './sampling/sobol.ts'
import { submodular } from './submodular/submodular.ts'

/** Every attribution method, in the order in which they are listed to users. */
export const methods = [
  submodular,
  hsic,
  sobol,
  rise,
  occlusion,
  lime,
  kernelShap,
  shapleySampling,
  partitionShap,
  exactShapley,
  banzhaf,
  leaveOneOut,
  saliency,
  gradientInput,
  integratedGradients,
  expectedGradients,
  guidedIg,
  blurIg,
  smoothgrad,
  squaregrad,
  vargrad,
  guidedBackprop,
  deconvnet,
  guidedGradCam,
  cam,
  gradCam,
  gradCamPlusPlus,
  xgradCam,
  hiresCam,
  gradCamElementwise,
  layerCam,
  scoreCam,
  ablationCam,
  reciproCam,
  eigengradCam,
  eigenCam,
  activationMap,
  fem,
  attentionRollout,
  randomCam,
  randomControl,
  centredGaussian,
] as const

/** Finds a method by name and checks its parameters. Throws USAGE_UNKNOWN_METHOD or USAGE_PARAMETER. */
export function prepareMethod(name: string, parameters: Readonly<Record<string, unknown>>): PreparedMethod {
  const method = methods.find((candidate) => candidate.name === name)
  if (!method) {
    const names = methods.map((candidate) => candidate.name).join(', ')
    throw new TelltaleError('USAGE_UNKNOWN_METHOD', `There is no method "${name}".`, `Choose one of: ${names}.`, { value: name })
  }
  // Whichever it is, its own schema makes what its own functions take.
  return prepareOne(method as Method<object>, parameters)
}
