import { product } from '../../broadcast.ts'
import { integerAttribute, integersAttribute } from '../../node.ts'
import { binary, compare, scaled, unary, where } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import type { Rule, RuleContext, Rules } from '../rule.ts'
import { spreadMeans } from '../spread-means.ts'
import { refusesWindow, type Window, wholeWindow, windowOf } from '../window.ts'

/** Means and p-norms over windows, or over the whole picture. */
export const averagePoolingRules: Rules = {
  AveragePool: pooling((context, window) => spreadMeans(context.build, perNumber(context, window), window)),
  GlobalAveragePool: pooling(({ build, cotangent }, window) => spreadMeans(build, cotangent, window)),
  LpPool: pooling(norm),
  GlobalLpPool: pooling(norm),
}

function pooling(contribute: (context: RuleContext, window: Window) => string): Rule {
  return {
    through: [0],
    refuses: refusesWindow,
    backward: (context) => [
      () => {
        const kernel = integersAttribute(context.node, 'kernel_shape')
        const sizes = context.input(0).dims.slice(2)
        const places = context.build.dims(context.cotangent).slice(2)
        return contribute(context, kernel === null ? wholeWindow(sizes) : windowOf(context.node, kernel, sizes, places))
      },
    ],
  }
}

/** The cotangent, larger where fewer numbers than the window holds were averaged. */
function perNumber({ build, node, cotangent }: RuleContext, window: Window): string {
  const countsPadding = integerAttribute(node, 'count_include_pad', 0) === 1
  const factors = averagedFactors(window, countsPadding)
  const [first] = factors
  if (factors.every((factor) => factor === first)) return scaled(build, cotangent, first!)
  return binary(build, 'Mul', cotangent, build.floats(factors, [1, 1, ...window.places]))
}

/** How many times more numbers the window holds than were averaged, per place. What lies behind the padding is never counted. */
function averagedFactors(
  { sizes, places, kernel, strides, dilations, before, after }: Window,
  countsPadding: boolean,
): readonly number[] {
  return sizes.reduce<readonly number[]>(
    (factors, size, axis) => {
      const [low, high] = countsPadding ? [-before[axis]!, size + after[axis]!] : [0, size]
      const alongAxis = Array.from({ length: places[axis]! }, (_, place) => {
        const start = place * strides[axis]! - before[axis]!
        const taps = Array.from({ length: kernel[axis]! }, (_, tap) => start + tap * dilations[axis]!)
        return kernel[axis]! / taps.filter((position) => position >= low && position < high).length
      })
      return factors.flatMap((factor) => alongAxis.map((further) => factor * further))
    },
    [1],
  )
}

/** For y = (sum of |x|^p)^(1/p): sign(x) (|x| / y)^(p - 1), and 0 where y is 0. */
function norm({ build, node, cotangent }: RuleContext, window: Window): string {
  const [x, y, p] = [node.input[0]!, node.output[0]!, integerAttribute(node, 'p', 2)]
  const back = (tensor: string): string => spreadMeans(build, scaled(build, tensor, product(window.kernel)), window)
  if (p === 1) return binary(build, 'Mul', unary(build, 'Sign', x), back(cotangent))
  const quotient = binary(build, 'Div', cotangent, power(build, y, p - 1))
  const spreadBack = back(where(build, compare(build, 'Greater', y, build.scalar(0)), quotient))
  if (p === 2) return binary(build, 'Mul', x, spreadBack)
  return binary(build, 'Mul', binary(build, 'Mul', x, power(build, unary(build, 'Abs', x), p - 2)), spreadBack)
}

function power(build: GraphBuilder, tensor: string, exponent: number): string {
  return exponent === 1 ? tensor : binary(build, 'Pow', tensor, build.scalar(exponent))
}
