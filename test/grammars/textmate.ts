import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import oniguruma from 'vscode-oniguruma'
import textmate from 'vscode-textmate'

const folder = 'grammars/textmate'
const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')

/** A stretch of a text with the scopes that a grammar gives it, without the outermost. */
export interface Token {
  readonly text: string
  /** Offset in the whole text. */
  readonly start: number
  readonly scopes: readonly string[]
}

/** Splits a text into tokens as an editor does. */
export type Tokenize = (text: string) => readonly Token[]

const paths = new Map(
  readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => {
      const { scopeName }: { readonly scopeName: string } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
      return [scopeName, `${folder}/${name}`]
    }),
)

/** The scope names of all grammars. */
export const grammars: readonly string[] = [...paths.keys()]

let registry: textmate.Registry | undefined

/** Loads a grammar, with those it includes, into the engine that VS Code has. */
export async function loadGrammar(scopeName: string): Promise<Tokenize> {
  if (registry === undefined) {
    await oniguruma.loadWASM(readFileSync(wasm))
    registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
        createOnigString: text => new oniguruma.OnigString(text),
      }),
      loadGrammar: name => {
        const path = paths.get(name)
        return Promise.resolve(path === undefined ? null : textmate.parseRawGrammar(readFileSync(path, 'utf8'), path))
      },
    })
  }
  const grammar = await registry.loadGrammar(scopeName)
  if (grammar === null) throw new Error(`no grammar ${scopeName}`)
  return text => {
    const tokens: Token[] = []
    let stack = textmate.INITIAL
    let offset = 0
    for (const line of text.split('\n')) {
      const result = grammar.tokenizeLine(line, stack)
      for (const { startIndex, endIndex, scopes } of result.tokens) {
        const end = Math.min(endIndex, line.length)
        if (end > startIndex)
          tokens.push({ text: line.slice(startIndex, end), start: offset + startIndex, scopes: scopes.slice(1) })
      }
      stack = result.ruleStack
      offset += line.length + 1
    }
    return tokens
  }
}
