// What a gradient costs: by the picture and by the chosen layer, in forwards of the same model, and against PyTorch's (peers/gradients.py) on the
// same architecture. One thread each, one picture. Method: per round our forward, gradient and layer gradient, then PyTorch's two layouts of its
// own pair run one after the other; two rounds warm up; medians of at least seven; only ratios within the run are compared.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openModel } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { createRandom } from './architectures/core.mjs'
import { lookInside, openForward, openGradient } from './architectures/derive.mjs'
import { machine, median, table } from './samples.mjs'

const script = fileURLToPath(new URL('peers/gradients.py', import.meta.url))
const warmUp = 2

export async function run(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      python: { type: 'string', default: 'python3' },
      without: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '9' },
      only: { type: 'string' },
    },
  })
  const [folder] = positionals
  const subjects = [
    { name: 'default model', source: defaultModel, architecture: 'efficientnet_lite0' },
    ...(folder === undefined
      ? []
      : ['resnet50', 'mobilenet_v2'].map((name) => ({ name, source: join(folder, `${name}.onnx`), architecture: name }))),
  ].filter(({ name }) => values.only === undefined || values.only.split(',').includes(name))
  const rows = []
  let torch = null
  for (const subject of subjects) {
    const peers = values.without
      ? []
      : [
          await startPeer(values.python, subject.architecture, []),
          await startPeer(values.python, subject.architecture, ['--channels-last']),
        ]
    torch ??= peers[0]?.versions.torch ?? null
    rows.push({ name: subject.name, times: await measure(subject.source, peers, Number(values.rounds)) })
    for (const peer of peers) peer.end()
  }
  process.stdout.write(`${report(rows, torch)}\n`)
}

/** Median milliseconds of everything, from rounds in which each runs once. */
async function measure(source, peers, rounds) {
  const classifier = await openModel(source, { threads: 1 })
  const { network, height, width } = await lookInside(classifier)
  const random = createRandom(1)
  const input = Float32Array.from({ length: 3 * height * width }, () => 2 * random.next() - 1)
  const seed = new Float32Array(classifier.info.classes).fill(1, 0, 1)
  const forward = await openForward(classifier, network)
  const gradient = await openGradient(classifier, network, 'input')
  const layer = await openGradient(classifier, network, network.layer)
  const ours = {
    forward: () => forward.run(input),
    gradient: () => gradient.run(input, seed),
    layer: () => layer.run(input, seed),
  }
  const times = { forward: [], gradient: [], layer: [], peers: peers.map(() => ({ forward: [], gradient: [] })) }
  for (let round = -warmUp; round < rounds; round++) {
    const ourTurn = async () => {
      for (const name in ours) {
        const started = performance.now()
        await ours[name]()
        if (round >= 0) times[name].push(performance.now() - started)
      }
    }
    const theirTurn = async () => {
      for (const [index, peer] of peers.entries()) {
        const taken = await peer.next()
        if (round < 0) continue
        times.peers[index].forward.push(taken.forward)
        times.peers[index].gradient.push(taken.gradient)
      }
    }
    for (const turn of round % 2 === 0 ? [ourTurn, theirTurn] : [theirTurn, ourTurn]) await turn()
  }
  for (const one of [forward, gradient, layer]) await one.dispose()
  await classifier.dispose()
  const medians = ({ peers: _, ...lists }) =>
    Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, median(list)]))
  return { ...medians(times), peers: times.peers.map(medians) }
}

/** A PyTorch process that answers one pair of times per line it gets. */
async function startPeer(python, architecture, options) {
  const child = spawn(python, [script, architecture, ...options], { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const read = async () => {
    const { done, value } = await lines.next()
    if (done) throw new Error(`PyTorch did not answer; see bench/architectures/requirements.txt for what it needs.\n${complaint}`)
    return JSON.parse(value)
  }
  const versions = await read()
  return {
    versions,
    next: async () => {
      child.stdin.write('go\n')
      return await read()
    },
    end: () => child.stdin.end(),
  }
}

function report(rows, torch) {
  const times = (value) => value.toFixed(2)
  return [
    `${machine()}; PyTorch ${torch ?? 'not asked'}; one thread each; medians`,
    table([
      [
        'model',
        'forward ms',
        'gradient / forward',
        'layer / forward',
        'PyTorch gradient / ours',
        'channels last / ours',
        'PyTorch forward / ours',
        'PyTorch gradient / its forward',
      ],
      ...rows.map(({ name, times: { forward, gradient, layer, peers } }) => [
        name,
        forward.toFixed(1),
        times(gradient / forward),
        times(layer / forward),
        ...(peers.length === 0
          ? ['-', '-', '-', '-']
          : [
              times(peers[0].gradient / gradient),
              times(peers[1].gradient / gradient),
              times(peers[0].forward / forward),
              times(peers[0].gradient / peers[0].forward),
            ]),
      ]),
    ]),
  ].join('\n')
}
