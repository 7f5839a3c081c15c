import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodePng } from '@telltale/core'
import { additive, type TinyModel } from '@telltale/core/testing'
import { type Outcome, runCli, temporaryFolder } from './run-cli.ts'

/** Lays a model out as on the hub, in `folder/model`, with two classes whose names are alike unless told. */
export function writeTinyModel(
  folder: string,
  { model, preprocess }: TinyModel = additive(),
  labels: readonly string[] = ['tabby cat', 'tiger cat'],
): void {
  mkdirSync(join(folder, 'model'))
  writeFileSync(join(folder, 'model', 'model.onnx'), model)
  writeFileSync(join(folder, 'model', 'config.json'), JSON.stringify({ id2label: { ...labels } }))
  writeFileSync(join(folder, 'model', 'telltale.json'), JSON.stringify({ name: 'tiny', preprocess }))
}

/** Writes a picture of one grey, 16 x 8 pixels as the model takes them. */
export async function writePicture(folder: string, name: string, grey = 255): Promise<void> {
  const image = { width: 16, height: 8, rgb: new Uint8Array(3 * 16 * 8).fill(grey) }
  writeFileSync(join(folder, name), await encodePng(image))
}

/** A folder that lasts as long as the test, with the tiny model and a.png, which it calls a tabby cat, class 0. */
export async function tinyFolder(): Promise<string> {
  const folder = temporaryFolder()
  writeTinyModel(folder)
  await writePicture(folder, 'a.png')
  return folder
}

/** Explains a.png of such a folder with the tiny model in eight regions. */
export function explainTiny(folder: string, ...argv: readonly string[]): Promise<Outcome> {
  return runCli(['explain', 'a.png', '--model', 'model', '--baseline', 'black', '--regions', '8', ...argv], folder)
}

/** Names of the files that were written for the one picture of a folder, sorted. */
export function savedFiles(folder: string): readonly string[] {
  const [picture = ''] = readdirSync(join(folder, 'telltale-out'))
  return readdirSync(join(folder, 'telltale-out', picture)).sort()
}
