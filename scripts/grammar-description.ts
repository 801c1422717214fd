import { type ISerializedGast, Lexer, type TokenType } from 'chevrotain'
import { ValueParser } from '../grammars/value-parser.js'
import { valueModes, valueVocabulary } from '../grammars/value-tokens.js'

/** A piece of a grammar rule, whatever tool the grammar is written for. */
export type GrammarNode =
  | { readonly type: 'name'; readonly name: string; readonly terminal: boolean }
  | { readonly type: 'choice'; readonly choices: readonly (readonly GrammarNode[])[] }
  | { readonly type: 'repeat'; readonly least: 0 | 1; readonly most?: 1; readonly body: readonly GrammarNode[] }

/** A grammar with all that its documents show. */
export interface GrammarDescription {
  readonly title: string
  /** File it is written in. */
  readonly source: string
  readonly introduction: readonly string[]
  readonly rules: readonly { readonly name: string; readonly definition: readonly GrammarNode[] }[]
  /** What the gates of a rule mean, which no grammar notation can say. */
  readonly ruleNotes: Readonly<Record<string, string>>
  readonly tokens: readonly TokenType[]
  readonly categories: readonly { readonly token: TokenType; readonly members: readonly TokenType[] }[]
  readonly modes: readonly (readonly [string, readonly TokenType[]])[]
}

const valueNotes: Readonly<Record<string, string>> = {
  text: 'A value that is one piece of text.',
  list: 'A value that is a list: elements between white space and commas.',
  fields: 'A value whose elements stand between white space only.',
  element: 'Goes on to the next Blank or Comma.',
  field: 'Goes on to the next Blank.',
  elementPart: 'A LeftBrace begins a group, unless groups are nested too deeply; then it is text.',
  group:
    'Ends at the RightBrace that closes its LeftBrace, braces counted; without one, where the group around it ends.',
  part: 'Any Plain token is text here.',
  macro:
    'Ends at the bracket that closes it: braces and parentheses are counted each by themselves, and nothing else is looked at. Below 128 levels it is read as tooDeep.',
  macroBody:
    'A comparison if a LeftBrace comes first. What is left after a mistake is read as parts, so that nothing is lost.',
  macroName: 'With an argument in braces it is a function call (Postfix 3.11).',
  comparison:
    'The operator is one of == != < <= >= >, with or without `level`. A missing piece is a mistake that the node names.',
  branches:
    'The text after `?` is used when the name has a value or the comparison holds, the text after `:` otherwise.',
  branch:
    'Text in braces if a LeftBrace comes next (white space may stand before it), else all text to the end of the reference.',
  spacedOperand: 'Text in braces, with white space before it.',
  openOperand: 'All text to the end of the reference.',
  operand: 'Ends at the RightBrace that closes its LeftBrace. White space after it is passed over.',
  tooDeep:
    'Nesting past the bound: read to the closing bracket without going deeper. Postfix itself refuses more than 100 levels.',
  anything: 'Any token at all.',
}

/** The language of parameter values. */
export function describeValueGrammar(): GrammarDescription {
  const rules = new ValueParser(true).getSerializedGastProductions()
  const modes = Object.entries(valueModes.modes).map(([mode, members]) => [mode, members as TokenType[]] as const)
  const parents = valueVocabulary.filter(token => (token.categoryMatches?.length ?? 0) > 0)
  return {
    title: 'Parameter values',
    source: 'grammars/value-tokens.ts and grammars/value-parser.ts',
    introduction: [
      'The value of a Postfix parameter: text with $ references, alone or in a list. A value begins at `text`, `list` or `fields`, as its parameter demands; the lexer starts in the mode of the same name and goes over to `inner` at the first BraceMacro or ParenMacro, to the end of the value.',
      'The grammar accepts every string: what Postfix would refuse is told by the nodes. No rule reads past the place where the innermost bracket ends; brackets are matched before parsing, as Postfix does it.',
    ],
    rules: rules.map(rule => ({ name: nameOf(rule), definition: (rule.definition ?? []).map(toNode) })),
    ruleNotes: valueNotes,
    tokens: valueVocabulary.filter(token => token.PATTERN !== Lexer.NA),
    categories: parents.map(token => ({
      token,
      members: valueVocabulary.filter(member => member.CATEGORIES?.includes(token)),
    })),
    modes,
  }
}

function toNode(gast: ISerializedGast): GrammarNode {
  const body = () => (gast.definition ?? []).map(toNode)
  switch (gast.type) {
    case 'Terminal':
    case 'NonTerminal':
      return { type: 'name', name: nameOf(gast), terminal: gast.type === 'Terminal' }
    case 'Alternation':
      return {
        type: 'choice',
        choices: (gast.definition ?? []).map(choice => (choice.definition ?? []).map(toNode)),
      }
    case 'Option':
      return { type: 'repeat', least: 0, most: 1, body: body() }
    case 'Repetition':
      return { type: 'repeat', least: 0, body: body() }
    case 'RepetitionMandatory':
      return { type: 'repeat', least: 1, body: body() }
    default:
      throw new Error(`no notation for ${gast.type}`)
  }
}

/** Chevrotain's types leave the name out. */
function nameOf(gast: ISerializedGast): string {
  return 'name' in gast && typeof gast.name === 'string' ? gast.name : ''
}
