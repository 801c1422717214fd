import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  type Position,
  ResponseError,
} from 'vscode-languageserver'
import { branches } from '../catalog/versions.js'
import { comparedText, effectiveText, type ServicePlace } from '../language-service/effective-text.js'
import { toOffset } from '../language-service/positions.js'
import { lookUp } from '../language-service/tables/lookup.js'
import type { TableSyntax } from '../syntax/tables/nodes.js'
import { type AboutDocument, type Asked, type answering, nothingElse } from './answers.js'
import { configurationsAbove } from './configurations-above.js'
import type { Projects } from './projects.js'
import type { Runtime } from './runtime.js'
import { findSettings } from './settings-file.js'

// What the protocol has no request for. Each is there as a request (`postfix-lint/target`) and as a command that takes
// the same parameters (`postfix-lint.target`), for editors that can send one but not the other. See docs/editor.md.

/** A document, and a service in it: by its label, or by a position in its entry. */
export interface AboutService extends AboutDocument {
  readonly position?: Position
  readonly service?: string
}

/** A table, and what it is asked for. */
export interface AboutKey extends AboutDocument {
  readonly key?: unknown
}

/** The Postfix that a document is judged for. */
export interface TargetAnswer {
  readonly postfixVersion: string
  readonly profile: string
  /** The settings file that decides the version; absent: the editor's settings do, or nothing does. */
  readonly settingsFile?: string
  /** The releases to choose from, newest first: the last of each branch. */
  readonly releases: readonly string[]
}

const prefix = 'postfix-lint'
const names = ['effectiveConfiguration', 'compareWithDefaults', 'target', 'languageOf', 'lookup'] as const
type Name = (typeof names)[number]

/** The commands that the server runs. */
export const commands: readonly string[] = names.map(name => `${prefix}.${name}`)

type Handler = (params: AboutService & AboutKey, token: CancellationToken) => Promise<unknown>

/** Registers them. */
export function registerOwnRequests(
  connection: Connection,
  projects: Projects,
  runtime: Runtime,
  answer: ReturnType<typeof answering>,
): void {
  const handlers: { readonly [name in Name]: Handler } = {
    effectiveConfiguration: answer(nothingElse, (asked, params: AboutService) => {
      return effectiveText(asked.project, asked.uri, placeIn(asked, params)) ?? null
    }),
    compareWithDefaults: answer(nothingElse, (asked, params: AboutService) => {
      return comparedText(asked.project, asked.uri, placeIn(asked, params)) ?? null
    }),
    target: answer(nothingElse, async ({ project, uri }, _params: AboutDocument): Promise<TargetAnswer> => {
      const file = await findSettings(uri, runtime.readText)
      const decides = typeof property(file?.settings, 'postfixVersion') === 'string'
      return {
        postfixVersion: project.catalog.version,
        profile: project.target.profile,
        ...(file && decides && { settingsFile: file.uri }),
        releases,
      }
    }),
    lookup: answer(nothingElse, ({ project, uri }, { key }: AboutKey) => {
      return typeof key === 'string' ? (lookUp(project, uri, key) ?? null) : null
    }),
    languageOf: ({ textDocument }: AboutDocument) => languageOf(projects, textDocument.uri),
  }

  for (const name of names) connection.onRequest(`${prefix}/${name}`, handlers[name])
  connection.onExecuteCommand(({ command, arguments: [argument] = [] }, token) => {
    const name = names.find(known => command === `${prefix}.${known}`)
    if (name === undefined || !isAboutDocument(argument)) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, `${command} wants { textDocument: { uri } } as its argument`)
    }
    return handlers[name](argument, token)
  })
}

/** The language of a file that the main.cf beside or above it names as a table; neither need be open. */
async function languageOf(projects: Projects, uri: string): Promise<{ readonly languageId: string } | null> {
  for await (const { project } of configurationsAbove(projects, uri)) {
    const table = project.tables.find(({ path, source }) => path && source.name === uri)
    const languageId = table && languageOfSyntax[table.syntax]
    if (table !== undefined) return languageId === undefined ? null : { languageId }
  }
  return null
}

const languageOfSyntax: { readonly [syntax in TableSyntax]?: string } = {
  postmap: 'postfix-table',
  aliases: 'postfix-aliases',
  regexp: 'postfix-regexp',
  pcre: 'postfix-regexp',
  cidr: 'postfix-cidr',
  client: 'postfix-client',
}

/** The newest first. */
const releases = branches.map(({ last }) => last).reverse()

function placeIn({ source }: Asked, { position, service }: AboutService): ServicePlace {
  return service === undefined ? { offset: position ? toOffset(source, position) : 0 } : { service }
}

function isAboutDocument(value: unknown): value is AboutDocument {
  return typeof property(property(value, 'textDocument'), 'uri') === 'string'
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
