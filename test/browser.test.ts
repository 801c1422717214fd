import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { rawText } from '../scripts/raw-text.js'

/** The library as one script for a page. */
async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: ['src/index.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'postfixLint',
    platform: 'browser',
    plugins: [rawText],
    define: { POSTFIX_LINT_VERSION: '"test"' },
    logLevel: 'silent',
  })
  return result.outputFiles[0]?.text ?? ''
}

describe('the library without Node', () => {
  it('lints and mends in a context that has nothing but the language', { timeout: 60_000 }, async () => {
    const context = createContext(Object.create(null))
    // V8 puts a console of its own into every context.
    runInContext('delete globalThis.console', context)
    runInContext(await bundle(), context)
    expect(runInContext('typeof process + typeof console + typeof setTimeout + typeof require', context)).toBe(
      'undefined'.repeat(4),
    )
    const script = `
      const input = { main: 'myhostname mail.example.com\\nsmtpd_helo_required = true\\n', master: 'smtp inet n - y - - smtpd\\n' }
      const { diagnostics } = postfixLint.lint(input)
      const fixed = postfixLint.fixUntilStable(input, {}, new Set(['safe', 'unsafe']))
      JSON.stringify({
        rules: diagnostics.map(diagnostic => diagnostic.rule),
        fixed: fixed.files.get('main.cf'),
        versions: postfixLint.latestVersion(),
      })
    `
    const { rules, fixed, versions } = JSON.parse(String(runInContext(script, context))) as {
      rules: string[]
      fixed: string
      versions: string
    }
    expect(rules).toContain('missing-equals')
    expect(rules).toContain('bad-boolean')
    expect(fixed).toContain('myhostname = mail.example.com')
    expect(versions).toMatch(/^3\./)
  })

  it('has no import of Node in its bundle', { timeout: 60_000 }, async () => {
    expect(await bundle()).not.toMatch(/require\("(?:node:)?(?:fs|path|os|process)"\)/)
  })
})
