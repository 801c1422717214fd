import type { Notification, PhysicalLocation, ReportingDescriptor, Result, Fix as SarifFix } from 'sarif'
import type { Diagnostic, Fix } from '../lint/diagnostic.js'
import type { Severity } from '../rules/define.js'
import { rules } from '../rules/index.js'
import type { Location } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { createFingerprints } from './fingerprint.js'
import { indentLines, jsonListWriter } from './json-list.js'
import { rangeOf } from './places.js'
import { reportPath } from './report-path.js'
import type { ReportContext, ReportTotals, ReportWriter } from './report-writer.js'
import { visible } from './visible.js'

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Readonly<
  Record<Severity, Result.level>
>

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const home = 'https://github.com/postfix-lint/postfix-lint'

type Sources = ReadonlyMap<string, SourceText>

/** SARIF 2.1.0, the format of code scanning. The rules that found something come after what they found. */
export function sarifWriter(context: ReportContext): ReportWriter {
  const { folder, digest } = context
  const fingerprints = createFingerprints()
  const ruleIndexes = new Map<string, number>()
  const place = (at: Location, sources: Sources) => physicalLocation(at, sources, folder)
  const indexOf = (rule: string) => {
    const index = ruleIndexes.get(rule) ?? ruleIndexes.size
    ruleIndexes.set(rule, index)
    return index
  }
  const toResult = (diagnostic: Diagnostic, sources: Sources): Result => {
    const { rule, severity, message, at, related, services, fixes } = diagnostic
    const print = digest(fingerprints.textOf(diagnostic, sources, reportPath(at.file, folder)))
    return {
      ruleId: rule,
      ruleIndex: indexOf(rule),
      level: levels[severity],
      message: { text: messageText(message) },
      locations: [
        {
          physicalLocation: place(at, sources),
          ...(services.length > 0 && {
            // Two entries of master.cf may have one name; SARIF wants each place once.
            logicalLocations: [...new Set(services.map(visible))].map(service => ({
              fullyQualifiedName: service,
              kind: 'service',
            })),
          }),
        },
      ],
      ...(related.length > 0 && {
        relatedLocations: related.map((other, id) => ({
          id,
          physicalLocation: place(other.at, sources),
          message: { text: messageText(other.message) },
        })),
      }),
      partialFingerprints: { 'postfixLint/v1': print },
      ...(fixes.length > 0 && { fixes: fixes.map(fix => toFix(fix, sources, folder)) }),
    }
  }
  return jsonListWriter(
    {
      before: `{\n  "$schema": "${schema}",\n  "version": "2.1.0",\n  "runs": [\n    {\n      "columnKind": "utf16CodeUnits",\n      "results": [`,
      after: totals => `],\n${restOfRun(context, [...ruleIndexes.keys()], totals)}\n    }\n  ]\n}`,
      indent: '        ',
    },
    ({ diagnostics, sources }) => diagnostics.map(diagnostic => toResult(diagnostic, sources)),
  )
}

function physicalLocation(at: Location, sources: Sources, folder: string): PhysicalLocation {
  const { start, end } = rangeOf(at, sources)
  return {
    artifactLocation: artifact(at.file, folder),
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  }
}

/** A file as a URI; one below the folder of the run is relative to it, so that it is found wherever that is. */
function artifact(file: string, folder: string): PhysicalLocation['artifactLocation'] & object {
  const path = reportPath(file, folder)
  const uri = path.split('/').map(encodePart).join('/')
  if (/^[A-Za-z]:/.test(path)) return { uri: `file:///${uri}` }
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' }
}

function encodePart(part: string): string {
  // Halves of surrogate pairs cannot be encoded.
  return encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function toFix({ title, safety, edits }: Fix, sources: Sources, folder: string): SarifFix {
  const files = [...new Set(edits.map(edit => edit.file))]
  return {
    description: { text: messageText(title) },
    artifactChanges: files.map(file => ({
      artifactLocation: artifact(file, folder),
      replacements: edits
        .filter(edit => edit.file === file)
        .map(edit => {
          const { region } = physicalLocation(edit, sources, folder)
          return { deletedRegion: region ?? {}, insertedContent: { text: edit.text } }
        }),
    })),
    properties: { safety },
  }
}

/** Text that holds no link of its own: `[words](place)` would be one. */
function messageText(text: string): string {
  const shown = visible(text)
  return shown.includes('](') ? shown.replaceAll(/[\\[\]]/g, sign => `\\${sign}`) : shown
}

function restOfRun(
  { toolVersion }: ReportContext,
  ids: readonly string[],
  { summary: { unread } }: ReportTotals,
): string {
  const notifications: Notification[] = unread.map(({ file, message }) => ({
    level: 'error',
    message: { text: messageText(`${file} ${message}`) },
  }))
  const parts = {
    tool: {
      driver: {
        name: 'postfix-lint',
        version: toolVersion,
        informationUri: home,
        rules: ids.map(descriptor),
      },
    },
    invocations: [
      {
        executionSuccessful: unread.length === 0,
        ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
      },
    ],
  }
  // Without the braces around: it is the rest of an object that is begun already.
  return indentLines(parts, '    ').split('\n').slice(1, -1).join('\n')
}

function descriptor(id: string): ReportingDescriptor {
  const rule = rules.find(candidate => candidate.id === id)
  // A rule of a plug-in or a policy: its findings say all that is known of it here.
  if (rule === undefined) return { id }
  const help = `${rule.why}\n\nSee: ${rule.see.join(', ')}`
  return {
    id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.summary },
    help: { text: help, markdown: help },
    helpUri: `${home}/blob/main/docs/rules/${id}.md`,
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      'problem.severity': rule.severity === 'info' ? 'recommendation' : rule.severity,
      precision: rule.evidence.kind === 'heuristic' ? 'medium' : 'very-high',
      tags: ['postfix', rule.preset ?? 'recommended'],
    },
  }
}
