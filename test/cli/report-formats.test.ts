import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RDFormatValidator } from '@umbrelladocs/rdformat-validator'
import type { Log } from 'sarif'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { sarifFaults } from '../report/sarif-schema.js'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

const wrong = 'smtpd_helo_required = true\n'
const settings = `# é\n${wrong}mynetworks 192.0.2.0/24\nsmtpd_banner = $myhostname\nsmtpd_banner = $myhostname ESMTP\n`

/** Starts tags of an XML text as `name attribute=value ...`; refuses what is not well-formed. */
function tags(text: string): readonly string[] {
  const found: string[] = []
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const pairs = Object.entries(attributes).filter(([key]) => key !== 'message')
    found.push([name, ...pairs.map(([key, value]) => `${key}=${String(value)}`)].join(' '))
  })
  parser.write(text).close()
  return found
}

describe('--format', () => {
  it('compact is a line for each finding', () => {
    const { path } = workspace({ 'conf/main.cf': settings })
    const { status, stdout } = run(['--format', 'compact', 'conf'], { cwd: path })
    expect(status).toBe(1)
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/^conf\/main\.cf:2:23: error: .*`true`.* \[bad-boolean\]$/)
  })

  it('github is workflow commands', () => {
    const { path } = workspace({ 'conf/main.cf': settings })
    const { stdout } = run(['--format', 'github', join(path, 'conf')], { cwd: path })
    const [first, ...rest] = stdout.trimEnd().split('\n')
    expect(first).toMatch(
      /^::error file=conf\/main\.cf,line=2,endLine=2,col=23,endColumn=27,title=postfix-lint bad-boolean::[^:]/,
    )
    expect(rest.map(line => line.slice(0, line.indexOf(' ')))).toEqual(['::error', '::warning'])
  })

  it('gitlab is a Code Quality report whose fingerprints do not move with the lines', () => {
    interface Issue {
      readonly description: string
      readonly check_name: string
      readonly fingerprint: string
      readonly severity: string
      readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
    }
    const { path, write } = workspace({ 'main.cf': settings })
    const report = () => JSON.parse(run(['--format', 'gitlab', path], { cwd: path }).stdout) as readonly Issue[]
    const before = report()
    expect(before.map(({ check_name, severity, location }) => [check_name, severity, location])).toEqual([
      ['bad-boolean', 'critical', { path: 'main.cf', lines: { begin: 2, end: 2 } }],
      ['missing-equals', 'critical', { path: 'main.cf', lines: { begin: 3, end: 3 } }],
      ['duplicate-setting', 'minor', { path: 'main.cf', lines: { begin: 4, end: 4 } }],
    ])
    for (const { fingerprint } of before) expect(fingerprint).toMatch(/^[0-9a-f]{40}$/)
    expect(new Set(before.map(({ fingerprint }) => fingerprint)).size).toBe(3)
    write('main.cf', `# more\n\n# lines\n${settings}`)
    const after = report()
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint))
    expect(after.map(({ location }) => location.lines.begin)).toEqual([5, 6, 7])
  })

  it('checkstyle names every file', () => {
    const { path } = workspace({ 'a&b/main.cf': wrong, 'a&b/master.cf': 'smtp inet n - n - - smtpd\n' })
    const { stdout } = run(['--format', 'checkstyle', 'a&b'], { cwd: path })
    expect(tags(stdout)).toEqual([
      'checkstyle version=4.3',
      'file name=a&b/main.cf',
      'error line=1 column=23 severity=error source=postfix-lint.bad-boolean',
      'file name=a&b/master.cf',
    ])
  })

  it('junit has a suite for each file, and a failure for each warning or error', () => {
    const { path } = workspace({ 'main.cf': settings, 'master.cf': 'smtp inet n - n - - smtpd\n' })
    const args = ['--rule', 'duplicate-setting=info', '--format', 'junit', '.']
    const found = tags(run(args, { cwd: path }).stdout)
    expect(found.filter(tag => tag.startsWith('testsuite '))).toEqual([
      'testsuite name=main.cf tests=3 failures=2 errors=0 skipped=0 time=0',
      'testsuite name=master.cf tests=1 failures=0 errors=0 skipped=0 time=0',
    ])
    expect(found.filter(tag => tag.startsWith('failure'))).toEqual(['failure type=error', 'failure type=error'])
    expect(found.filter(tag => tag.startsWith('testcase'))).toHaveLength(4)
  })

  it("rdjsonl is what reviewdog's form asks for, with columns in bytes", async () => {
    const { path } = workspace({ 'main.cf': 'smtpd_helo_required = éé true\n' })
    const { stdout } = run(['--format', 'rdjsonl', '.'], { cwd: path })
    const line = JSON.parse(Buffer.from(stdout, 'latin1').toString('utf8')) as object
    expect(line).toMatchObject({
      location: { path: 'main.cf', range: { start: { line: 1, column: 23 }, end: { line: 1, column: 32 } } },
      severity: 'ERROR',
      code: { value: 'bad-boolean' },
    })
    const example = run(['--format', 'rdjsonl', 'fixtures/example'], {}).stdout
    expect(example).toContain('"suggestions":[{"range"')
    // The checker knows the form as it was before it had related places.
    const plain = example.replaceAll(/,"relatedLocations":\[.*?\}\]\}?(?=\}\n)/g, '')
    const checker = new RDFormatValidator({ strictMode: true })
    for (const text of plain.trimEnd().split('\n')) {
      expect((await checker.validateString(text)).errors).toEqual([])
    }
  })

  it('markdown is a table and a sum', () => {
    const { path } = workspace({ 'main.cf': wrong })
    const { stdout } = run(['--format', 'markdown', '.', 'gone'], { cwd: path })
    const text = Buffer.from(stdout, 'latin1').toString('utf8')
    expect(text).toContain('| 🛑 error | <code>main.cf&#58;1&#58;23</code> |')
    expect(text).toContain('**1 error, 0 warnings, 0 hints** in 1 file, read as Postfix')
    expect(text).toContain('- <code>gone</code> does not exist')
  })
})

describe('--format sarif', () => {
  const log = (args: readonly string[], cwd?: string): Log => {
    const { stdout } = run(['--format', 'sarif', ...args], cwd === undefined ? {} : { cwd })
    const value: unknown = JSON.parse(Buffer.from(stdout, 'latin1').toString('utf8'))
    expect(sarifFaults(value)).toEqual([])
    return value as Log
  }

  it('is what the schema of OASIS says, with rules, fixes and related places', () => {
    const [first] = log(['fixtures/example']).runs
    const results = first?.results ?? []
    expect(results.length).toBeGreaterThan(5)
    const rules = first?.tool.driver.rules ?? []
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId)
    for (const rule of rules) {
      expect(rule.help?.markdown?.length).toBeGreaterThan(100)
      expect(rule.helpUri).toMatch(/^https:\/\/.*\.md$/)
    }
    expect(first?.tool.driver.version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version)
    expect(results.filter(({ fixes }) => fixes !== undefined).length).toBeGreaterThan(2)
    expect(results.filter(({ relatedLocations }) => relatedLocations !== undefined).length).toBeGreaterThan(0)
    expect(results.filter(({ locations }) => locations?.[0]?.logicalLocations !== undefined).length).toBeGreaterThan(0)
  })

  it('names files by URIs: relative ones below the folder, whatever is in the name', () => {
    const { path } = workspace({ 'a b/%41#?/main.cf': wrong })
    const uri = (args: readonly string[], cwd?: string) =>
      log(args, cwd).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation
    expect(uri(['a b/%41#?'], path)).toEqual({ uri: 'a%20b/%2541%23%3F/main.cf', uriBaseId: '%SRCROOT%' })
    expect(uri([join(path, 'a b/%41#?')])).toEqual({ uri: `file://${path}/a%20b/%2541%23%3F/main.cf` })
  })

  it('has a fix as it would be applied', () => {
    const { path } = workspace({ 'main.cf': 'mynetworks 192.0.2.0/24\n' })
    const [change] = log(['.'], path).runs[0]?.results?.[0]?.fixes?.[0]?.artifactChanges ?? []
    expect(change).toEqual({
      artifactLocation: { uri: 'main.cf', uriBaseId: '%SRCROOT%' },
      replacements: [
        {
          deletedRegion: { startLine: 1, startColumn: 11, endLine: 1, endColumn: 11 },
          insertedContent: { text: ' =' },
        },
      ],
    })
  })

  it('has fingerprints that do not move with the lines, and tell equal findings apart', () => {
    const prints = (text: string) => {
      const { path } = workspace({ 'main.cf': text })
      const results = log(['.'], path).runs[0]?.results ?? []
      return results.map(({ partialFingerprints }) => partialFingerprints?.['postfixLint/v1'])
    }
    const two = `${wrong}myhostname = mail.example.com\n${wrong}`
    const before = prints(two)
    expect(before.length).toBeGreaterThan(1)
    expect(new Set(before).size).toBe(before.length)
    expect(prints(`\n# moved\n${two}`)).toEqual(before)
    expect(prints(two.replaceAll('true', 'false'))).not.toEqual(before)
  })

  it('says what could not be read', () => {
    const [first] = log(['fixtures/example', 'nowhere']).runs
    expect(first?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'nowhere does not exist' } }],
    })
  })
})

describe('several reports at once', () => {
  it('go to files beside the one on the terminal', () => {
    const { path, read } = workspace({ 'main.cf': wrong })
    const args = [
      '--format',
      'sarif=x.sarif',
      '--format',
      'junit',
      '--output-file',
      'x.xml',
      '--format=json=x.json',
      '.',
    ]
    const { status, stdout } = run(args, { cwd: path })
    expect(status).toBe(1)
    expect(stdout).toContain('error[bad-boolean]')
    expect(sarifFaults(JSON.parse(read('x.sarif')))).toEqual([])
    expect(tags(read('x.xml'))[0]).toBe('testsuites name=postfix-lint')
    expect(read('x.json')).toBe(run(['--format', 'json', '.'], { cwd: path }).stdout)
  })

  it('can be said in any order', () => {
    const { path, read } = workspace({ 'main.cf': wrong })
    const { stdout } = run(['--output-file', 'x.txt', '--format', 'compact', '--format', 'github', '.'], { cwd: path })
    expect(read('x.txt')).toMatch(/^main\.cf:1:23: error: /)
    expect(stdout).toMatch(/^::error /)
  })

  it.each([
    [['--format', 'json', '--format', 'sarif'], 'only one report can go to standard output, not `json`, `sarif`'],
    [['--output-file', 'x'], '`--output-file x` needs a `--format`'],
    [['--format', 'json='], '`--format json=` names no file'],
    [['--format', 'yaml'], '`--format` takes `pretty`, `compact`, `json`'],
    [['--format', 'json=no/such/folder'], 'report no/such/folder does not exist'],
    [['rules', '--format', 'sarif'], '`--format` takes `pretty`, `json`, not `sarif`'],
  ])('%j', (args, message) => {
    const { path } = workspace({ 'main.cf': wrong })
    const { status, stdout, stderr } = run(args, { cwd: path })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(message)
  })
})

it('gives a runner of GitHub nothing to obey in what is meant for people', () => {
  const { path } = workspace({ 'main.cf': 'smtpd_helo_required = ##[error]forged\n##[add-mask]x\n ::error::forged\n' })
  const shown = run([path], { env: { GITHUB_ACTIONS: 'true' } }).stdout
  expect(shown).toContain('[error]forged')
  expect(shown).not.toContain('##[')
  expect(run([path]).stdout).toContain('##[error]')
})
