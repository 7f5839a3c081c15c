export { type DatasetOptions, openDataset } from './datasets/open-dataset.node.ts'
export { readPicture } from './image/decode.node.ts'
export { encodePng, rasteriseSvg } from './image/encode.node.ts'
export * from './index.ts'
export { median } from './math/median.ts'
export { renderMeasurements } from './measure/draw-measurements.node.ts'
export { processorClock } from './measure/processor-clock.node.ts'
export { createNodeRuntime } from './model/choose-runtime.node.ts'
export { openModel } from './model/open.node.ts'
export { physicalCores } from './model/physical-cores.node.ts'
export { readCentroids } from './model/read-centroids.node.ts'
export { createNativeRuntime, type NativeDevice } from './model/runtime.node.ts'
export { readMapFile } from './regions/read-map-file.node.ts'
export { readRegionFiles } from './regions/read-region-files.node.ts'
export { renderComparison } from './render/comparison.node.ts'
export { type ContrastOptions, renderContrast } from './render/contrast.node.ts'
export { loadTypefaces } from './render/font.node.ts'
export type { FigureValue, MethodFigure } from './render/method-figures.ts'
export { renderOverlay } from './render/overlay.node.ts'
export { type ComparisonSummary, summariseComparison } from './render/summarise-comparison.ts'
export { type ThemeName, themeOf } from './render/theme.ts'
export { encodeSprite, spriteColumns } from './report/sprite.node.ts'
export { renderThumbnail } from './report/thumbnail.node.ts'
export type { Thumbnail } from './report/thumbnail.ts'
export { configurationDifferences, describeDifferences, type RunConfiguration } from './studies/configuration.ts'
export { diskError, makeFolder, writeWhole } from './studies/disk.node.ts'
export type { DocumentStore, StoredFile } from './studies/document-store.ts'
export { createFolderStore } from './studies/folder-store.node.ts'
export { readJournal } from './studies/journal.node.ts'
export { createRecordStore } from './studies/record-store.node.ts'
export {
  hashConfiguration,
  journalsIn,
  openRunFolder,
  type RunFile,
  type RunFolder,
  readRunFile,
  runFileOf,
} from './studies/run-folder.node.ts'
export { createSampleState, runSamples, type SampleFailure, type SampleState, samplesLeft } from './studies/run-samples.node.ts'
export { type RunLine, runUnits, type Unit } from './studies/runner.node.ts'
export { isInShard, type Shard } from './studies/shard.ts'
export { temporaryName } from './studies/temporary-names.node.ts'
