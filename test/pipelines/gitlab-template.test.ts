import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { builtCommand } from '../cli/built-command.js'
import { workspace } from '../cli/workspace.js'
import { npmCall, withFakeNpm } from './fake-npm.js'

// GitLab's own schema is in no package; this is of its manual what the job uses.
const template = z
  .strictObject({
    'postfix-lint': z.strictObject({
      stage: z.string(),
      image: z.string().regex(/:\d/),
      variables: z.record(z.string().regex(/^[A-Z_]+$/), z.string()),
      rules: z.array(z.strictObject({ if: z.string() })),
      script: z.array(z.string()),
      artifacts: z.strictObject({ when: z.literal('always'), reports: z.strictObject({ codequality: z.string() }) }),
    }),
  })
  .parse(parse(readFileSync('templates/postfix-lint.gitlab-ci.yml', 'utf8')))

const job = template['postfix-lint']

describe('the template for GitLab', () => {
  const run = builtCommand()

  const use = (place: ReturnType<typeof workspace>, variables: Readonly<Record<string, string>> = {}) =>
    spawnSync('sh', ['-e', '-c', job.script.join('\n')], {
      cwd: place.path,
      env: { ...withFakeNpm(place, run), ...job.variables, ...variables },
      encoding: 'utf8',
    })

  it('leaves the report that it names, and fails', () => {
    const place = workspace({ 'a b/main.cf': 'message_size_limit = 50M\n' })
    expect(use(place, { POSTFIX_LINT_PATHS: 'a b' }).status).toBe(1)
    const report = z
      .array(z.object({ check_name: z.string(), location: z.object({ path: z.string() }) }))
      .parse(JSON.parse(place.read(job.artifacts.reports.codequality)))
    expect(report).toContainEqual(
      expect.objectContaining({
        check_name: 'bad-integer',
        location: expect.objectContaining({ path: 'a b/main.cf' }),
      }),
    )
  })

  it('installs the version it belongs to', () => {
    const place = workspace({ 'main.cf': '' })
    use(place)
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(npmCall(place)).toContain(`postfix-lint@${version}`)
  })

  it('takes lines for arguments, and runs nothing in them', () => {
    const place = workspace({ 'main.cf': '' })
    use(place, {
      POSTFIX_LINT_PATHS: '$(touch HIT)\n*; touch HIT\nrules',
      POSTFIX_LINT_OPTIONS: '--quiet\n--no-tables',
    })
    expect(existsSync(join(place.path, 'HIT'))).toBe(false)
    expect(npmCall(place).slice(-6)).toEqual(['--quiet', '--no-tables', '--', '$(touch HIT)', '*; touch HIT', 'rules'])
  })
})
