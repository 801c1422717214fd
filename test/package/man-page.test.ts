import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { options } from '../../src/cli/options.js'
import { withProgram } from '../cli/programs.js'

const page = 'man/postfix-lint.1'

describe('the manual page', () => {
  it('has every option', () => {
    const text = readFileSync(page, 'utf8').replaceAll('\\-', '-')
    expect(Object.keys(options).filter(name => !text.includes(`--${name}`))).toEqual([])
  })

  it('is installed with the package', () => {
    const { man, files } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect([man, files]).toEqual([`./${page}`, expect.arrayContaining(['man'])])
  })

  withProgram('mandoc', [], () => {
    it('is what mandoc calls clean', () => {
      const { stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', page], { encoding: 'utf8' })
      // There is no date before it is published.
      expect(stdout.split('\n').filter(line => line !== '' && !line.includes('missing date'))).toEqual([])
    })
  })

  withProgram('groff', ['--version'], () => {
    it('is formatted by groff without a warning', () => {
      const { stdout, stderr } = spawnSync('groff', ['-man', '-ww', '-Tutf8', page], { encoding: 'utf8' })
      expect(stderr).toBe('')
      expect(stdout).toContain('postfix-lint')
    })
  })
})
