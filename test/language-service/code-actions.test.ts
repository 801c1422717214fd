import { describe, expect, it } from 'vitest'
import { codeActions, fixAllKind } from '../../src/language-service/code-actions.js'
import { lintProject } from '../../src/lint/lint.js'
import { afterEdits, afterWorkspaceEdit, atCursor } from './cursor.js'

function actionsAt(input: Parameters<typeof atCursor>[0], kinds?: readonly string[], only = ['bad-boolean']) {
  const { project, uri, offset, source } = atCursor(input)
  const { diagnostics } = lintProject(project, { only })
  const actions = codeActions(project, diagnostics, uri, { start: offset, end: offset }, kinds, {})
  const after = (title: string): string | undefined => {
    const action = actions.find(candidate => candidate.title === title)
    return action?.edit && afterWorkspaceEdit(project, action.edit)[uri]
  }
  return { actions, after, source, titles: actions.map(({ title }) => title) }
}

describe('quick fixes', () => {
  it('offers each fix of the finding at the cursor, the safe one as the preferred', () => {
    const { actions, source } = actionsAt('smtpd_helo_required = tr¦ue\n')
    const [first] = actions
    expect(first?.kind).toBe('quickfix')
    expect(first?.diagnostics?.[0]?.code).toBe('bad-boolean')
    expect(afterEdits(source, Object.values(first?.edit?.changes ?? {}).flat())).toBe('smtpd_helo_required = yes\n')
  })

  it('offers nothing where nothing is found', () => {
    expect(actionsAt('smtpd_helo_required = tru\nmydomain = exam¦ple.com\n').actions).toEqual([])
  })

  it('names the version of the document when the client can check it', () => {
    const { project, uri, offset } = atCursor('smtpd_helo_required = tr¦ue\n')
    const { diagnostics } = lintProject(project, { only: ['bad-boolean'] })
    const form = { versionOf: () => 7 }
    const [first] = codeActions(project, diagnostics, uri, { start: offset, end: offset }, ['quickfix'], form)
    expect(first?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 7 } }])
  })
})

const here = 'Ignore bad-boolean for this line'
const inFile = 'Ignore bad-boolean in this file'

describe('ignoring a finding', () => {
  it('puts a comment before the line', () => {
    expect(actionsAt('a = b\nsmtpd_helo_required = t¦ru\n').after(here)).toBe(
      'a = b\n# postfix-lint ignore=bad-boolean\nsmtpd_helo_required = tru\n',
    )
  })

  it('adds to a comment that stands there already', () => {
    expect(actionsAt('# postfix-lint ignore=other -- because\nsmtpd_helo_required = t¦ru\n').after(here)).toBe(
      '# postfix-lint ignore=other,bad-boolean -- because\nsmtpd_helo_required = tru\n',
    )
  })

  it('puts the comment before the piece that is concerned', () => {
    const master = 'smtp inet n - y - - smtpd\n  -o smtpd_helo_required=ma¦ybe\n  -o smtpd_delay_reject=no\n'
    expect(actionsAt({ 'master.cf': master }).after(here)).toBe(
      'smtp inet n - y - - smtpd\n  # postfix-lint ignore=bad-boolean\n  -o smtpd_helo_required=maybe\n  -o smtpd_delay_reject=no\n',
    )
  })

  it('ignores in the whole file', () => {
    expect(actionsAt('a = b\nsmtpd_helo_required = t¦ru\n').after(inFile)).toBe(
      '# postfix-lint ignore-file=bad-boolean\na = b\nsmtpd_helo_required = tru\n',
    )
  })

  it('keeps the line ends of the file', () => {
    expect(actionsAt('a = b\r\nsmtpd_helo_required = t¦ru\r\n').after(here)).toContain('ignore=bad-boolean\r\n')
  })

  it('silences the finding', () => {
    for (const text of [
      'smtpd_helo_required = t¦ru\n',
      'a = b\nsmtpd_helo_required =\n  t¦ru\n',
      'smtpd_helo_required = t¦ru',
    ]) {
      for (const title of [here, inFile]) {
        const changed = actionsAt(text).after(title) ?? ''
        expect(lintProject(atCursor(`${changed}¦`).project, { only: ['bad-boolean'] }).diagnostics).toEqual([])
      }
    }
  })

  it('leaves a byte order mark alone', () => {
    expect(actionsAt('\ufeffa = b\nsmtpd_helo_required = t¦ru\n').titles).not.toContain(inFile)
  })
})

describe('fixing on save', () => {
  const two = 'smtpd_helo_required = tr¦ue\nsmtpd_delay_reject = false\n'

  it('is only done when asked for', () => {
    expect(actionsAt(two).actions.some(({ kind }) => kind === fixAllKind)).toBe(false)
  })

  it.each([['source'], ['source.fixAll'], [fixAllKind]])('applies every safe fix for %s', kind => {
    const { actions, after } = actionsAt(two, [kind])
    if (actions.length === 0) return
    expect(actions.map(action => action.kind)).toEqual([fixAllKind])
    expect(after('Apply all safe fixes')).toBe('smtpd_helo_required = yes\nsmtpd_delay_reject = no\n')
  })
})
