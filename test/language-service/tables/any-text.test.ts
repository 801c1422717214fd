import { expect, it } from 'vitest'
import type { Range } from 'vscode-languageserver'
import { loadProse } from '../../../src/catalog/prose.js'
import { tablesFromTexts } from '../../../src/config/load-tables.js'
import { createProject } from '../../../src/config/project.js'
import { codeActions } from '../../../src/language-service/code-actions.js'
import { codeLenses } from '../../../src/language-service/code-lens.js'
import { complete } from '../../../src/language-service/completion/completion.js'
import { pathAt } from '../../../src/language-service/completion/paths.js'
import { formatting } from '../../../src/language-service/formatting.js'
import { hover } from '../../../src/language-service/hover.js'
import { inlayHints } from '../../../src/language-service/inlay-hints.js'
import { documentLinks } from '../../../src/language-service/links.js'
import { definition, highlights, references } from '../../../src/language-service/navigation.js'
import { toOffset } from '../../../src/language-service/positions.js'
import { prepareRename } from '../../../src/language-service/rename.js'
import { selectionRange } from '../../../src/language-service/selection-ranges.js'
import { semanticTokens } from '../../../src/language-service/semantic-tokens.js'
import { documentSymbols, foldingRanges } from '../../../src/language-service/symbols.js'
import { lookUp } from '../../../src/language-service/tables/lookup.js'
import { lineAt, linesOf, tableNamed } from '../../../src/language-service/tables/table-files.js'
import { workspaceSymbols } from '../../../src/language-service/workspace-symbols.js'
import { lintProject } from '../../../src/lint/lint.js'
import type { TableSyntax } from '../../../src/syntax/tables/nodes.js'
import { dedent } from '../../../src/text/dedent.js'
import { SourceText } from '../../../src/text/source-text.js'
import { fc, runs } from '../../properties.js'
import { anyTable } from '../../syntax/tables/any-table.js'
import { main, master } from './site.js'

const prose = await loadProse()

/** A table of each sort, and how it is written. */
const kinds: readonly (readonly [string, TableSyntax])[] = [
  ['virtual', 'postmap'],
  ['senders', 'postmap'],
  ['transport', 'postmap'],
  ['tls_policy', 'postmap'],
  ['passwords', 'postmap'],
  ['aliases', 'aliases'],
  ['header_checks', 'pcre'],
  ['out_checks', 'regexp'],
  ['clients.cidr', 'cidr'],
  ['users.cf', 'client'],
]

function read(name: string, text: string) {
  return createProject({
    target: { version: '3.11.6', profile: 'upstream' },
    main: new SourceText('main.cf', dedent(main)),
    master: new SourceText('master.cf', dedent(master)),
    tables: tablesFromTexts({ [name]: text }),
  })
}

it.each(kinds)(
  'everything has an answer for any text of %s, at any place',
  (name, syntax) => {
    fc.assert(
      fc.property(anyTable(syntax), fc.nat(), (text, place) => {
        const project = read(name, text)
        const offset = place % (text.length + 1)
        const all = { start: 0, end: text.length }
        const ranges: Range[] = [
          ...[hover(project, name, offset, prose)?.range].filter(range => range !== undefined),
          ...highlights(project, name, offset).map(({ range }) => range),
          ...documentSymbols(project, name).flatMap(({ range, selectionRange: inner }) => [range, inner]),
          ...documentLinks(project, name).map(({ range }) => range),
          ...formatting(project, name).map(({ range }) => range),
          ...[selectionRange(project, name, offset)?.range].filter(range => range !== undefined),
          ...references(project, name, offset, true).flatMap(({ uri, range }) => (uri === name ? [range] : [])),
          ...definition(project, name, offset).flatMap(({ uri, range }) => (uri === name ? [range] : [])),
        ]
        const source = project.sources.get(name) ?? new SourceText(name, text)
        for (const { start, end } of ranges) expect(toOffset(source, start)).toBeLessThanOrEqual(toOffset(source, end))
        for (const { name: shown, range, selectionRange: inner } of documentSymbols(project, name)) {
          expect(shown).not.toBe('')
          expect(toOffset(source, range.start)).toBeLessThanOrEqual(toOffset(source, inner.start))
          expect(toOffset(source, inner.end)).toBeLessThanOrEqual(toOffset(source, range.end))
        }
        complete(project, name, offset, { snippets: true })
        pathAt(project, name, offset)
        prepareRename(project, name, offset)
        foldingRanges(project, name)
        inlayHints(project, name, all)
        codeLenses(project, name)
        lookUp(project, name, text.slice(0, 20))
        workspaceSymbols(project, text.slice(0, 3))
        expect(semanticTokens(project, name).data.length % 5).toBe(0)
        codeActions(project, lintProject(project, {}).diagnostics, name, all, undefined, {})
      }),
      runs(60),
    )
  },
  60_000,
)

it.each(kinds)('a line of %s is the same, read from its start or from the start of the file', (name, syntax) => {
  fc.assert(
    fc.property(anyTable(syntax), fc.nat(), (text, place) => {
      const table = tableNamed(read(name, text), name)
      if (table === undefined) throw new Error('no table')
      const offset = place % (text.length + 1)
      const line = [...linesOf(table)].find(({ range }) => range.start <= offset && offset < range.end)
      const found = lineAt(table, offset)
      if (line === undefined) return
      expect([found?.type, found?.range]).toEqual([line.type, line.range])
    }),
    runs(300),
  )
})
