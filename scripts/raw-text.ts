import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

/** `?raw` imports are a file's text, as it is: the catalogue reads some of its files line by line. */
export const rawText: Plugin = {
  name: 'raw-text',
  setup(context) {
    context.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: new URL(path.slice(0, -'?raw'.length), `file://${resolveDir}/`).pathname,
      namespace: 'raw-text',
    }))
    context.onLoad({ filter: /.*/, namespace: 'raw-text' }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'text',
    }))
  },
}
