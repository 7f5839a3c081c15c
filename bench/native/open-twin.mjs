// A native twin as a contender of the measurement: a small process that times itself, between the runs of the others.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const kernels = ['maskRegions', 'hsic']

/** What opens the twin of a job, timed by `time` or by `processor` time; null for a kernel that has none. */
export function openTwins(program, clock) {
  return async ({ kernel, sizes, inputs, outputLength }) => {
    if (!kernels.includes(kernel)) return null
    const child = spawn(program, [kernel, ...Object.values(sizes).map(String), clock], { stdio: ['pipe', 'pipe', 'inherit'] })
    const answers = readAnswers(child)
    for (const data of Object.values(inputs)) {
      const isTaken = child.stdin.write(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      if (!isTaken) await once(child.stdin, 'drain')
    }
    const ask = async (order, read) => {
      child.stdin.write(`${order}\n`)
      return await read()
    }
    return {
      name: 'gcc',
      role: 'outside',
      time: async (repeats) => Number(await ask(`run ${repeats}`, answers.line)),
      // Orders are answered in turn, so that nobody need wait for this answer.
      spoil: () => void ask('spoil', answers.line),
      output: async () => new Float32Array(await ask('output', () => answers.bytes(4 * outputLength))),
      close: async () => {
        child.stdin.end()
        if (child.exitCode === null) await once(child, 'close')
      },
    }
  }
}

/** What the process writes: lines, or so many bytes, in the order in which they are asked for. */
function readAnswers(child) {
  let held = Buffer.alloc(0)
  let ended = false
  let wake = () => {}
  child.stdout.on('data', (chunk) => {
    held = Buffer.concat([held, chunk])
    wake()
  })
  child.on('close', () => {
    ended = true
    wake()
  })
  let turn = Promise.resolve()
  const inTurn = (read) => {
    const answer = turn.then(read)
    turn = answer.then(
      () => {},
      () => {},
    )
    return answer
  }
  const until = async (find) => {
    for (;;) {
      const end = find()
      if (end >= 0) {
        const taken = held.subarray(0, end)
        held = held.subarray(end)
        return taken
      }
      if (ended) throw new Error('The native twin has ended; what it said is above.')
      await new Promise((resolve) => {
        wake = resolve
      })
    }
  }
  return {
    line: () => inTurn(async () => String(await until(() => held.indexOf(10) + 1 || -1)).trim()),
    bytes: (count) =>
      inTurn(async () => {
        const taken = await until(() => (held.length >= count ? count : -1))
        return taken.buffer.slice(taken.byteOffset, taken.byteOffset + count)
      }),
  }
}
