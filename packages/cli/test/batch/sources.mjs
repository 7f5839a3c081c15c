// Lets a plain Node process run the TypeScript sources, as `node --conditions=telltale:source --import <this file> main.ts`: tests that kill
// processes need real ones.
import { register } from 'node:module'

register('./sources-hooks.mjs', import.meta.url)
