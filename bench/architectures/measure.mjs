// `node measure.mjs <file.onnx> <folder of references> <rounds of timing>`: everything the table says of one file, as one line of JSON. A process of its own, so that
// neither memory nor a crash of one model reaches the next.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describeNetwork, openModel } from '@telltale/core'
import { createRandom, decodeNpy, graphOf } from './core.mjs'
import { lookInside, openForward, openGradient } from './derive.mjs'
import { allFinite, differenceError, distance, dot, mixedDirection, norm } from './differences.mjs'
import { interleave } from './interleave.mjs'
import { architectureOf } from './names.mjs'

const [file, references, rounds] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await measure(file, references))}\n`)

async function measure(file, references) {
  const record = { name: basename(file, '.onnx'), works: false }
  let stage = 'open'
  const at = (next) => {
    stage = next
  }
  try {
    await measureInto(record, file, references, at)
  } catch (error) {
    record.error = { stage, code: error.code ?? error.name, message: error.message, stack: error.code ? undefined : error.stack }
  }
  return record
}

async function measureInto(record, file, references, at) {
  const classifier = await openModel(file, { threads: 1 })
  record.opset = classifier.info.opset
  at('look inside')
  const started = performance.now()
  const { methods } = await describeNetwork(classifier)
  record.lookMilliseconds = performance.now() - started
  record.methods = { all: methods.length, suited: methods.filter(({ reason }) => reason === null).length }
  const { network, height, width } = await lookInside(classifier)
  record.layer = network.layer && describeLayer(network.layer)
  record.layerReason = network.layerReason
  record.layers = network.layers.length
  record.gaps = network.gaps
  record.attention = network.attention.length
  record.head = network.head !== null
  record.nodes = graphOf(network.model).node.length
  const given = readReference(references, record.name, { classes: classifier.info.classes, height, width })

  at('forward')
  const forward = await openForward(classifier, network)
  if (given.logits) record.forward = distance(await forward.run(given.input), given.logits)
  const timed = { forward: () => forward.run(given.input) }

  const random = createRandom(3)
  const failures = []
  for (const [of, key] of [
    ['input', 'picture'],
    [network.layer, 'layerGradient'],
  ]) {
    if (of === null) continue
    at(key)
    try {
      const gradient = await openGradient(classifier, network, of)
      record[key] = await check(gradient, of, forward, given, of === 'input' ? given.gradient : null, random)
      timed[key] = () => gradient.run(given.input, given.seed)
    } catch (error) {
      failures.push({
        stage: key,
        code: error.code ?? error.name,
        message: error.message,
        stack: error.code ? undefined : error.stack,
      })
    }
  }
  if (failures.length > 0) [record.error, record.otherError] = failures
  at('timing')
  if (failures.length === 0 && rounds !== '0')
    record.milliseconds = await interleave(timed, { fewest: Number(rounds), most: 3 * Number(rounds) })
  record.single = given.single
  record.works = failures.length === 0 && [record.picture, record.layerGradient ?? record.picture].every(isRight)
}

/** What one gradient is worth: against a reference where there is one, and against differences of the forward. */
async function check(gradient, of, forward, { input, seed }, reference, random) {
  await gradient.run(input, seed)
  const found = Float64Array.from(gradient.gradient)
  const record = {
    nodes: gradient.nodes,
    deriveMilliseconds: gradient.deriveMilliseconds,
    openMilliseconds: gradient.openMilliseconds,
    finite: allFinite(found),
    ...(reference ? distance(found, reference) : {}),
  }
  const valueAt = async (picture) => dot(seed, await forward.run(picture))
  if (gradient.activation === undefined) {
    const direction = mixedDirection(found, random)
    record.difference = await differenceError(dot(found, direction), direction, input, valueAt)
  } else {
    record.onGrid = norm(found.subarray(of.prefix * of.channels)) / norm(found)
    record.difference = await layerError(gradient, found, { input, seed }, random)
  }
  return record
}

/**
 * Everything passes through the layer, so the change of the answer along any small change of the picture is the gradient by the layer times
 * the layer's change. Relative error of that, the best of several steps.
 */
async function layerError(gradient, found, { input, seed }, random) {
  const errors = []
  const direction = mixedDirection(new Float64Array(input.length), random)
  for (const size of [1e-4, 1e-3, 1e-2, 3e-2]) {
    const step = size * Math.sqrt(dot(input, input))
    const ends = []
    for (const sign of [1, -1]) {
      await gradient.run(
        Float32Array.from(input, (value, i) => value + sign * step * direction[i]),
        seed,
      )
      ends.push({ value: dot(seed, gradient.logits), layer: Float64Array.from(gradient.activation) })
    }
    const [ahead, behind] = ends
    const measured = ahead.value - behind.value
    const expected = dot(found, ahead.layer) - dot(found, behind.layer)
    errors.push(Math.abs(measured - expected) / Math.max(Math.abs(measured), Math.abs(expected)))
  }
  return Math.min(...errors)
}

/** The bounds of a network with kinks, where rounding alone sends a few numbers over to another slope. A layer must also have a gradient on its grid. */
function isRight({ finite, cosine = 1, relative = 0, difference, onGrid = 1 }) {
  return finite && cosine >= 0.999 && relative <= 5e-2 && difference <= 5e-2 && onGrid > 1e-6
}

function describeLayer({ name, layout, channels, rows, columns, prefix }) {
  return { name, layout, channels, rows, columns, prefix }
}

/** What export.py wrote for the architecture; random numbers where there is nothing. */
function readReference(folder, name, { classes, height, width }) {
  const path = (kind) => join(folder, `${architectureOf(name)}.${kind}`)
  const read = (kind) =>
    existsSync(path(`${kind}.npy`)) ? decodeNpy(readFileSync(path(`${kind}.npy`)), path(`${kind}.npy`)).values : null
  const random = createRandom(4)
  const noise = (length) => Float32Array.from({ length }, () => 4 * random.next() - 2)
  const facts = existsSync(path('json')) ? JSON.parse(readFileSync(path('json'), 'utf8')) : null
  return {
    input: Float32Array.from(read('input') ?? noise(3 * height * width)),
    seed: Float32Array.from(read('seed') ?? noise(classes)),
    logits: read('logits'),
    gradient: read('gradient'),
    single: facts === null ? null : { cosine: facts.singleCosine, relative: facts.singleRelative },
  }
}
