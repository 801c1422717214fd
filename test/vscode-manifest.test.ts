import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languages } from '../editors/vscode/src/names.js'
import { tableOfType } from '../src/language-server/modeline.js'

// What package.json of the extension for VS Code promises is there.

interface Step {
  readonly id: string
  readonly description: string
  readonly media: { readonly image?: string; readonly altText?: string; readonly markdown?: string }
  readonly completionEvents: readonly string[]
}
interface Manifest {
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly configuration: string }[]
    readonly grammars: readonly { readonly language: string; readonly path: string }[]
    readonly commands: readonly { readonly command: string; readonly title: string }[]
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[]
    readonly configuration: {
      readonly properties: Readonly<Record<string, { description?: string; markdownDescription?: string }>>
    }
  }
}

const folder = 'editors/vscode/'
const { contributes }: Manifest = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'))
const source = ['extension', 'status', 'virtual-documents', 'lookup']
  .map(name => readFileSync(`${folder}src/${name}.ts`, 'utf8'))
  .join('\n')
const steps = contributes.walkthroughs.flatMap(walkthrough => walkthrough.steps)

describe('the extension for VS Code', () => {
  it('has each language that the server knows, with colours', () => {
    expect(contributes.languages.map(({ id }) => id).sort()).toEqual([...languages].sort())
    expect(contributes.grammars.map(({ language }) => language).sort()).toEqual([...languages].sort())
    for (const { path } of contributes.grammars)
      expect(existsSync(path.replace('./grammars/', 'grammars/textmate/')), path).toBe(true)
    const tables = languages.filter(id => id !== 'postfix-main' && id !== 'postfix-master')
    expect(tables.filter(id => tableOfType[id] === undefined)).toEqual([])
  })

  it('registers each command that it names', () => {
    for (const { command } of contributes.commands) expect(source).toContain(`registerCommand('${command}'`)
  })

  it('describes each setting', () => {
    for (const [name, { description, markdownDescription }] of Object.entries(contributes.configuration.properties))
      expect(description ?? markdownDescription, name).toMatch(/\w.{10}/)
  })

  it('has what its walkthrough shows and runs', () => {
    expect(steps.length).toBeGreaterThan(3)
    const own = contributes.commands.map(({ command }) => command)
    const words = steps.flatMap(({ description, completionEvents }) => [
      ...[...description.matchAll(/\(command:([\w.-]+)/g)].map(found => found[1] ?? ''),
      ...completionEvents.flatMap(event => /^onCommand:(.*)$/.exec(event)?.[1] ?? []),
    ])
    expect(words.filter(word => word.startsWith('postfix-lint.') && !own.includes(word))).toEqual([])
    for (const { id, media } of steps) {
      if (media.image === undefined) expect(existsSync(folder + media.markdown), id).toBe(true)
      else {
        expect(existsSync(media.image.replace('media/', 'docs/images/vscode-')), media.image).toBe(true)
        expect(media.altText, id).toBeTruthy()
      }
    }
  })
})
