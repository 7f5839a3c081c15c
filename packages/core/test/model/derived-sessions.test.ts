import { beforeAll, expect, test } from 'vitest'
import { createDerivedSessions, type DerivedSession, sessionsWithin } from '../../src/model/derived-sessions.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import { convReluPoolGemm } from '../../src/testing/index.ts'

const tiny = convReluPoolGemm()
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
let runtime: Runtime
beforeAll(async () => {
  runtime = await createNativeRuntime(1)
})

test('a session is opened once, for callers who do not wait as well', async () => {
  const { opened, open } = counting()
  const sessions = createDerivedSessions()
  await Promise.all([1, 2, 3].map(() => sessions.use('a', () => open('a'), run)))
  await sessions.use('a', () => open('a'), run)
  expect(opened).toEqual(['a'])
  await sessions.dispose()
})

test('callers work one after another', async () => {
  const { open } = counting()
  const sessions = createDerivedSessions()
  const steps: string[] = []
  const slowly = (caller: string) => async () => {
    steps.push(`${caller} begins`)
    await new Promise((resolve) => setTimeout(resolve, 5))
    steps.push(`${caller} ends`)
  }
  await Promise.all(['first', 'second'].map((caller) => sessions.use('a', () => open('a'), slowly(caller))))
  expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  await sessions.dispose()
})

test('of seven sessions the one not used for longest is given up, and opened again when asked for', async () => {
  const { opened, open } = counting()
  const sessions = createDerivedSessions()
  for (const name of names.slice(0, 6)) await sessions.use(name, () => open(name), run)
  await sessions.use('a', () => open('a'), run)
  await sessions.use('g', () => open('g'), run)
  expect(opened).toEqual(names)
  await sessions.use('a', () => open('a'), run)
  await sessions.use('b', () => open('b'), run)
  expect(opened).toEqual([...names, 'b'])
  await sessions.dispose()
})

test.each([
  [0, 6],
  [100, 6],
  [500, 4],
  [1200, 2],
])('of a model with %i MiB of weights %i sessions are kept', async (mebibytes, most) => {
  const { opened, open } = counting()
  const sessions = createDerivedSessions(sessionsWithin(mebibytes * 2 ** 20))
  for (const name of names) await sessions.use(name, () => open(name), run)
  const kept = names.slice(-most)
  for (const name of kept) await sessions.use(name, () => open(name), run)
  expect(opened).toEqual(names)
  await sessions.use(names.at(-1 - most)!, () => open('once more'), run)
  expect(opened).toEqual([...names, 'once more'])
  await sessions.dispose()
})

test('a session in use is not given up before its work is done, which may ask for others', async () => {
  const { open } = counting()
  const sessions = createDerivedSessions()
  const logits = await sessions.use(
    'a',
    () => open('a'),
    async (derived) => {
      for (const name of names.slice(1)) await sessions.use(name, () => open(name), run)
      return run(derived)
    },
  )
  expect(logits).toHaveLength(3)
  await sessions.dispose()
})

test('what cannot be opened is tried again', async () => {
  const { open } = counting()
  const sessions = createDerivedSessions()
  const failing = sessions.use('a', () => Promise.reject(new RangeError('not today')), run)
  await expect(failing).rejects.toThrow('not today')
  expect(await sessions.use('a', () => open('a'), run)).toHaveLength(3)
  await sessions.dispose()
})

/** Opens the tiny network under any name, and keeps a list of the names. */
function counting() {
  const opened: string[] = []
  const open = async (name: string): Promise<DerivedSession> => {
    opened.push(name)
    return { session: await runtime.open(tiny.model, new Map()), inputs: ['input'], outputs: ['logits'] }
  }
  return { opened, open }
}

async function run({ session }: DerivedSession): Promise<Float32Array> {
  const logits = new Float32Array(3)
  await session.run({ input: new Float32Array(192) }, { logits }, 1)
  return logits
}
