import type { Project } from '../../src/config/project.js'
import { type LintInput, type LintOptions, lint } from '../../src/lint/lint.js'
import { defineRule, type Rule } from '../../src/rules/define.js'

/** One setting of each sort that other things depend on, and an entry of each sort that has to do with them. */
export const usual = {
  main: [
    'compatibility_level = 3.6',
    'myhostname = mail.example.com',
    'mydomain = example.com',
    'mydestination = $myhostname, localhost',
    'my_types = lmdb',
    'alias_maps = $my_types:/etc/aliases',
    'smtpd_restriction_classes = careful',
    'careful = reject_unknown_sender_domain, permit',
    'smtpd_recipient_restrictions = careful, reject_unauth_destination',
    'slow_destination_concurrency_limit = 2',
    '',
  ].join('\n'),
  master: [
    'smtp inet n - y - - smtpd',
    'submission inet n - - - - smtpd\n  -o smtpd_tls_security_level=encrypt\n  -o mydestination=$mydomain',
    'smtp unix - - y - - smtp',
    'slow unix - - y - - smtp',
    'cleanup unix n - y - 0 cleanup',
    '',
  ].join('\n'),
}

/** What rules say of themselves that count how often they are asked. */
export const counted = {
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Counts',
  why: 'It counts.',
  see: [],
  evidence: { kind: 'heuristic', because: 'it counts' },
  messages: { counted: () => 'Counted' },
  examples: [],
} as const

/** Lints again and again with one rule, and counts how often it is asked. */
export function counting(check: (project: Project) => void, more: LintOptions = {}): (files: LintInput) => number {
  return countingOf(asked => {
    return defineRule({
      ...counted,
      id: 'counted',
      scope: 'project',
      check({ project }) {
        asked()
        check(project)
      },
    })
  }, more)
}

/** As `counting`, for a rule that looks at each service, or at each setting of a name. */
export function countingOf(rule: (asked: () => void) => Rule, more: LintOptions = {}): (files: LintInput) => number {
  let times = 0
  const options: LintOptions = { ...more, plugins: [rule(() => times++)], only: ['counted'] }
  // The first lint of a configuration is not remembered.
  lint(usual, options)
  return files => {
    const before = times
    lint(files, options)
    return times - before
  }
}
