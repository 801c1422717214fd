import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** The licence texts of all packages whose code is in the bundles, for THIRD-PARTY-LICENSES. */
export function licencesOf(metafiles: readonly Metafile[]): string {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs))
  const folders = new Set(inputs.flatMap(path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  const parts = [...folders].sort().map(folder => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name: string
      version: string
      license?: string
    }
    const title = `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})`
    return `${title}\n${'-'.repeat(title.length)}\n\n${licenceText(folder, manifest.name)}`
  })
  return `postfix-lint itself is under the licence in the file LICENSE. Its bundles in dist/ hold code of these packages.\n\n${parts.join('\n\n')}`
}

function licenceText(folder: string, name: string): string {
  const file = readdirSync(folder).find(entry => /^(licen[cs]e|copying)([-.]|$)/i.test(entry))
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim().concat('\n')
  // Packages of one repository share the licence file of its main package.
  const scope = /^@([^/]+)\//.exec(name)?.[1]
  const main = scope === undefined ? undefined : join(folder, '..', '..', scope)
  if (main !== undefined && existsSync(main)) return licenceText(main, scope ?? '')
  throw new Error(`package ${name} has no licence text`)
}
