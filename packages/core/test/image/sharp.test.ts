import { expect, test, vi } from 'vitest'
import { loadSharp } from '../../src/image/sharp.node.ts'

vi.mock('sharp', () => {
  throw new Error('Could not load the "sharp" module')
})

test('without sharp the error names the command that installs it', async () => {
  await expect(loadSharp()).rejects.toEqual(
    expect.objectContaining({ code: 'BACKEND_UNAVAILABLE', fix: expect.stringContaining('npm install sharp') }),
  )
})
