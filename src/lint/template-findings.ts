import type { Project } from '../config/project.js'
import { isOpaque } from '../syntax/template-text.js'
import type { Diagnostic } from './diagnostic.js'

/**
 * Rules that need no more than the line they look at. Where whole lines of a template come and go, nothing is known of
 * what is set twice, unset, unused or missing, and only these are heard.
 */
const aboutOneLine: ReadonlySet<string> = new Set([
  'bad-boolean',
  'bad-charset-name',
  'bad-column',
  'bad-destination',
  'bad-dns-probe',
  'bad-environment-element',
  'bad-header-text',
  'bad-hostname',
  'bad-integer',
  'bad-length',
  'bad-network',
  'bad-port-list',
  'bad-reference-syntax',
  'bad-reply-code',
  'bad-service-type',
  'bad-table-form',
  'bad-time',
  'bad-tls-protocol',
  'blank-in-override',
  'broken-override',
  'byte-order-mark',
  'carriage-return',
  'column-without-default',
  'comment-in-command',
  'comment-in-value',
  'deprecated-parameter',
  'incomplete-service',
  'ipv6-without-brackets',
  'legacy-tls-switch',
  'missing-equals',
  'missing-name',
  'network-host-bits',
  'never-matching-pattern',
  'nul-byte',
  'odd-character',
  'odd-table-name',
  'outdated-tls-protocol',
  'override-never-read',
  'parameter-too-new',
  'quoted-value',
  'read-only-parameter',
  'removed-parameter',
  'table-type-needs-package',
  'time-without-unit',
  'unbalanced-argument',
  'unbalanced-brace',
  'unexpected-argument',
  'unknown-keyword',
  'unknown-option',
  'unknown-parameter',
  'unknown-restriction',
  'unknown-rule-in-suppression',
  'unknown-table-type',
])

/** Of what was found in a template, what holds whatever is filled in. */
export function certainOfTemplate(project: Project, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const { template } = project
  if (template === undefined) return diagnostics
  const texts = new Map(
    [project.main, project.master].flatMap(file => (file ? [[file.source.name, file.source.text]] : [])),
  )
  const touchesOpaque = ({ file, range }: Diagnostic['at']) =>
    isOpaque(texts.get(file)?.slice(range.start, range.end) ?? '')
  return diagnostics
    .filter(
      ({ rule, message, at }) =>
        (template === 'closed' || aboutOneLine.has(rule)) && !isOpaque(message) && !touchesOpaque(at),
    )
    .map(diagnostic => ({ ...diagnostic, fixes: diagnostic.fixes.filter(({ edits }) => !edits.some(spoils)) }))

  function spoils(edit: Diagnostic['fixes'][number]['edits'][number]): boolean {
    return isOpaque(edit.text) || touchesOpaque(edit)
  }
}
