import { marked, type Token } from 'marked'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { inertForRunner } from '../../src/cli/runner-commands.js'
import { checkstyleWriter } from '../../src/report/checkstyle.js'
import { compactWriter } from '../../src/report/compact.js'
import { githubWriter } from '../../src/report/github.js'
import { gitlabWriter } from '../../src/report/gitlab.js'
import { jsonWriter } from '../../src/report/json-writer.js'
import { junitWriter } from '../../src/report/junit.js'
import { markdownWriter } from '../../src/report/markdown.js'
import { plainPalette } from '../../src/report/palette.js'
import { prettyWriter } from '../../src/report/pretty.js'
import { rdjsonlWriter } from '../../src/report/rdjsonl.js'
import type { ReportPart, ReportWriter } from '../../src/report/report-writer.js'
import { sarifWriter } from '../../src/report/sarif.js'
import { visible } from '../../src/report/visible.js'
import { fc, runs } from '../properties.js'
import { context, randomPart, written } from './random-findings.js'
import { sarifFaults } from './sarif-schema.js'

// Whatever a file, its name and so a message hold: a report has exactly the findings that it was given.

const parts = fc.array(randomPart, { maxLength: 3 })
const findings = (all: readonly ReportPart[]) => all.flatMap(part => part.diagnostics)

function always(create: () => ReportWriter, judge: (text: string, all: readonly ReportPart[]) => void): void {
  fc.assert(
    fc.property(parts, all => {
      const text = written(create(), all)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
      judge(text, all)
    }),
    runs(300),
  )
}

const linesOf = (text: string) => text.split('\n').slice(0, -1)

/** Names of the elements of an XML text, with their attributes; the parser refuses what is not well-formed. */
function elements(text: string, name: string): readonly Readonly<Record<string, string>>[] {
  const found: Record<string, string>[] = []
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', tag => {
    if (tag.name === name) found.push(tag.attributes as Record<string, string>)
  })
  parser.write(text).close()
  return found
}

// XML has no place for these two, whatever the escape.
const inXml = (text: string) => visible(text).replaceAll(/[\ufffe\uffff]/g, '\ufffd')

describe('a report cannot be forged', () => {
  it('in lines', () => {
    always(compactWriter, (text, all) => {
      const expected = findings(all).map(({ message, rule }) => `${visible(message)} [${rule}]`)
      expect(linesOf(text).map(line => line.replace(/^x.*?\/main\.cf:\d+:\d+: (?:error|warning|info): /, ''))).toEqual(
        expected,
      )
    })
  })

  it('in workflow commands', () => {
    const decode = (data: string) => data.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')
    always(
      () => githubWriter(context),
      (text, all) => {
        const commands = linesOf(text).map(line => /^::(error|warning|notice) ([^:]*)::(.*)$/u.exec(line))
        expect(commands.map(command => command && decode(command[3] ?? ''))).toEqual(
          findings(all).map(({ message }) => visible(message)),
        )
        for (const command of commands) {
          const keys = command?.[2]?.split(',').map(property => property.split('=')[0])
          expect(keys?.filter(key => key !== 'col' && key !== 'endColumn')).toEqual([
            'file',
            'line',
            'endLine',
            'title',
          ])
        }
      },
    )
  })

  it('in text that a runner looks for commands in', () => {
    for (const create of [compactWriter, () => prettyWriter({ palette: plainPalette, width: 40 })]) {
      always(create, text => {
        const shown = inertForRunner(text)
        expect(shown).not.toContain('##[')
        expect(linesOf(shown).filter(line => /^\s*::[^:]/.test(line))).toEqual([])
      })
    }
  })

  it('in the XML of Checkstyle', () => {
    always(checkstyleWriter, (text, all) => {
      expect(elements(text, 'error').map(({ message }) => message)).toEqual(
        findings(all).map(({ message }) => inXml(message)),
      )
      expect(elements(text, 'file').map(file => file['name'])).toEqual(all.flatMap(({ files }) => files.map(inXml)))
    })
  })

  it('in the XML of JUnit', () => {
    always(junitWriter, (text, all) => {
      const serious = findings(all).filter(({ severity }) => severity !== 'info')
      expect(elements(text, 'failure').map(({ message }) => message)).toEqual(
        serious.map(({ message }) => inXml(message)),
      )
      expect(elements(text, 'testsuite')).toHaveLength(all.length)
    })
  })

  it('in Markdown', () => {
    always(
      () => markdownWriter(context),
      (text, all) => {
        const tokens = marked.lexer(text)
        const blocks = tokens.filter(({ type }) => type !== 'space')
        const found = findings(all)
        expect(blocks.map(({ type }) => type)).toEqual([
          'heading',
          ...(found.length > 0 ? ['table'] : []),
          'paragraph',
          ...(all.length > 0 ? ['paragraph', 'list'] : []),
        ])
        const table = blocks.find((token): token is Token & { rows: unknown[] } => token.type === 'table')
        expect(table?.rows.length ?? 0).toBe(found.length)
        const inside: Token[] = []
        marked.walkTokens(tokens, token => {
          if (['link', 'image', 'html', 'codespan', 'strong', 'em', 'del'].includes(token.type)) inside.push(token)
        })
        expect(inside.filter(token => token.type === 'link')).toHaveLength(found.length)
        expect(inside.filter(({ type, raw }) => type === 'html' && !/^<\/?code>$/.test(raw))).toEqual([])
        expect(inside.filter(({ type }) => !['link', 'html', 'strong'].includes(type))).toEqual([])
      },
    )
  })

  it('in JSON', () => {
    always(jsonWriter, (text, all) => {
      const report = JSON.parse(text) as { diagnostics: { message: string }[] }
      expect(report.diagnostics.map(({ message }) => message)).toEqual(findings(all).map(({ message }) => message))
    })
  })

  it("in GitLab's JSON, where each finding has a name of its own", () => {
    always(
      () => gitlabWriter(context),
      (text, all) => {
        const report = JSON.parse(text) as { description: string; fingerprint: string }[]
        expect(report.map(({ description }) => description)).toEqual(
          findings(all).map(({ message }) => visible(message)),
        )
      },
    )
  })

  it("in reviewdog's lines", () => {
    always(
      () => rdjsonlWriter(context),
      (text, all) => {
        const lines = linesOf(text).map(line => JSON.parse(line) as { message: string })
        expect(lines.map(({ message }) => message)).toEqual(findings(all).map(({ message }) => visible(message)))
      },
    )
  })

  it('in SARIF, which stays what its schema says', () => {
    always(
      () => sarifWriter(context),
      (text, all) => {
        const log = JSON.parse(text) as { runs: [{ results: { message: { text: string } }[] }] }
        expect(sarifFaults(log)).toEqual([])
        expect(log.runs[0].results).toHaveLength(findings(all).length)
        for (const { message } of log.runs[0].results) expect(message.text).not.toMatch(/(?<!\\)\]\(/)
      },
    )
  })
})
