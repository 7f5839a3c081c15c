export * from './index.ts'
export { openClassifier } from './model/open-classifier.ts'
export { createBrowserRuntime } from './model/runtime.browser.ts'
