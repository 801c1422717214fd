import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCatalogData } from '../../scripts/catalog-update/catalog-data.js'
import { updateCatalog } from '../../scripts/catalog-update/update-catalog.js'
import { smallSource } from './small-source.js'

const own = new URL('../../src/catalog/data/', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'catalog-'))
const source = join(folder, 'source')
const data = join(folder, 'data')

beforeAll(() => {
  for (const [path, text] of Object.entries(smallSource)) {
    mkdirSync(dirname(join(source, path)), { recursive: true })
    writeFileSync(join(source, path), text)
  }
  cpSync(own, data, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

test('differences are reported, and nothing is written', () => {
  const { status, output } = updateCatalog(['--postfix-source', source, '--data', data])
  expect(status).toBe(1)
  expect(output).toContain('Postfix 9.1.2: ')
  expect(output).toContain('  greeting: missing in the catalogue\n')
  expect(output).toContain('  smtpd_banner: not in the source\n')
  expect(readCatalogData(data)).toEqual(readCatalogData(own))
})

test('a git directory gives the same as the folder', () => {
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: source })
  }
  git('init', '-q')
  git('add', '-A')
  git('commit', '-q', '-m', 'one')
  git('tag', 'v9.1.2')
  const args = ['--data', data, '--json']
  const fromGit = updateCatalog(['--git', join(source, '.git'), '--tag', 'v9.1.2', ...args])
  expect(fromGit).toEqual(updateCatalog(['--postfix-source', source, ...args]))
  expect(JSON.parse(fromGit.output)).toMatchObject({ release: '9.1.2', byHand: [] })
})

test('--write brings the data up to the release, and says what is left', () => {
  expect(updateCatalog(['--postfix-source', source, '--data', data, '--write'])).toEqual({
    status: 2,
    output: '',
    errors: 'begin with the first release of 9.1, or a snapshot\n',
  })
  const version = '#define MAIL_VERSION_NUMBER "9.1"\n#define MAIL_RELEASE_DATE "20300101"\n'
  writeFileSync(join(source, 'src/global/mail_version.h'), version)
  const { status, output } = updateCatalog(['--postfix-source', source, '--data', data, '--write'])
  expect(status).toBe(1)
  expect(output).toContain('  greeting needs a sentence, and a look at its kind (text)\n')
  expect(output).toContain('  check_thing is a new restriction')
  const { parameters, versions, vocabularies } = readCatalogData(data)
  expect(versions.branches.at(-1)).toEqual({ branch: '9.1', last: '9.1-20300101' })
  expect(parameters['greeting']).toEqual({
    since: '9.1',
    kind: 'text',
    min: 1,
    default: 'hello world',
    readBy: 'greeter other',
  })
  expect(parameters['smtpd_banner']?.removed).toBe('9.1')
  expect(vocabularies).toEqual(readCatalogData(own).vocabularies)
  expect(readFileSync(join(data, 'parameters.json'), 'utf8')).toMatch(/^\{\n"2bounce_notice_recipient":\{.*\},\n/)
  const again = updateCatalog(['--postfix-source', source, '--data', data])
  expect(again.output).not.toContain('greeting')
})

test('trouble is said in a line', () => {
  expect(updateCatalog([])).toMatchObject({ status: 2, output: '' })
  expect(updateCatalog(['--postfix-source', data])).toEqual({
    status: 2,
    output: '',
    errors: `${data} is no Postfix source: it has no src/global/mail_params.h\n`,
  })
  expect(updateCatalog(['--nonsense']).status).toBe(2)
  expect(updateCatalog(['--help'])).toMatchObject({ status: 0, errors: '' })
})
