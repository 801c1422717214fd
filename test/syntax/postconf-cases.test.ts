import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createProject } from '../../src/config/project.js'
import { SourceText } from '../../src/text/source-text.js'
import type { PostconfAnswer, PostconfCase } from './postconf-case.js'

/** What the real postconf(1) made of each case, by the release that was asked (`scripts/record-postconf-cases.ts`). */
const folder = 'fixtures/postconf'
const cases = read<readonly PostconfCase[]>(`${folder}/cases.json`)
const releases = readdirSync(folder).filter(name => existsSync(`${folder}/${name}/cases.json`))

function read<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}

/** postconf(1) prints words, one space between them. */
function asPrinted(value: string): string {
  return value.replaceAll(/[ \t\r\n]+/g, ' ').replaceAll(/^ | $/g, '')
}

describe.each(releases)('as postconf(1) of %s', release => {
  const answers = read<readonly PostconfAnswer[]>(`${folder}/${release}/cases.json`)
  const version = release.split('-')[0] ?? ''

  it('has been asked about every case', () => expect(answers).toHaveLength(cases.length))

  it.each(cases.map((one, index) => [one.title, one, answers[index]] as const))('%s', (_, { main }, answer) => {
    const source = new SourceText('main.cf', main)
    const { base, main: file } = createProject({ main: source, target: { version, profile: 'upstream' } })
    const refused = file?.lines.some(line => line.type === 'malformed-setting')
    const value = base.get('mail_name')
    const given = refused || value === undefined || value.expanded.problem ? null : asPrinted(value.text)
    expect(given).toBe(answer?.value)
  })

  it('reads indented text with nothing to continue as nothing, and says so', () => {
    const warned = answers.flatMap((answer, index) =>
      answer.says.some(said => said.includes('must not start with whitespace')) ? [index] : [],
    )
    const orphans = cases.flatMap(({ main }, index) => {
      const { main: file } = createProject({
        main: new SourceText('main.cf', main),
        target: { version, profile: 'upstream' },
      })
      return file?.lines.some(line => line.type === 'orphan') ? [index] : []
    })
    expect(orphans).toEqual(warned)
  })
})
