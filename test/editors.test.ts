import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = 'editors'
const editors = readdirSync(root).filter(name => name !== 'vscode')

/** Code in a page, but what is for a shell. */
function blocksOf(page: string): readonly string[] {
  return [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, language]) => language !== 'sh' && language !== 'text')
    .map(([, , code = '']) => code)
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}

describe.each(editors)('the page for %s', editor => {
  const folder = join(root, editor)
  const page = readFileSync(join(folder, 'README.md'), 'utf8')
  const files = filesBelow(folder).filter(path => !path.endsWith('.md'))

  it('shows what is in its files', () => {
    const texts = files.map(path => readFileSync(path, 'utf8'))
    const elsewhere = blocksOf(page).filter(block => !texts.some(text => text.includes(block)))
    expect(elsewhere).toEqual([])
  })

  it('leads to files that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path)
    expect(links.filter(path => !existsSync(join(folder, path)))).toEqual([])
  })

  it('says what was tried', () => {
    expect(page).toMatch(/^Tested|^Not tried|^Tried/m)
  })
})
