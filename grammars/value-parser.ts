import { EmbeddedActionsParser, type IToken } from 'chevrotain'
import { matchBrackets } from './brackets.js'
import {
  addPart,
  dollar,
  endOf,
  finishMacro,
  literal,
  loneDollar,
  type MacroBody,
  newBody,
  simpleMacro,
  spanOf,
  tokenSpan,
} from './value-building.js'
import type { Comparison, Element, Group, Macro, MacroProblemKind, Operand, Part } from './value-nodes.js'
import {
  Blank,
  BraceMacro,
  Colon,
  Comma,
  Escape,
  LeftBrace,
  LoneDollar,
  Name,
  Operator,
  ParenMacro,
  Plain,
  Question,
  RightBrace,
  RightParen,
  SimpleMacro,
  valueVocabulary,
} from './value-tokens.js'

/** Deeper nesting is read as one opaque piece; Postfix itself refuses more than 100 levels of references. */
export const maximumDepth = 128

const relationalOperators: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>=', '>'])

/** What a rule needs to put back when it leaves a bracket. */
interface Frame {
  readonly limit: number
  /** Offset of the bracket that closes what was entered; NaN when none does. */
  readonly close: number
}

/**
 * The value language: text with `$` references, and lists of such text. The grammar is total: it accepts whatever the
 * lexer gives, and says in the nodes what Postfix would refuse.
 *
 * Brackets are matched before parsing, as Postfix does it: by counting one kind of bracket and looking at nothing
 * else. A rule reads no further than `limit`, the place where the innermost reference, operand or group ends.
 */
export class ValueParser extends EmbeddedActionsParser {
  private limit = 0
  private depth = 0
  private source = ''
  private closers: ReadonlyMap<number, number> = new Map()

  constructor(skipValidations: boolean) {
    super(valueVocabulary, { maxLookahead: 1, recoveryEnabled: false, skipValidations })
    this.performSelfAnalysis()
  }

  /** Points the parser at a text and its tokens. */
  begin(text: string, tokens: IToken[]): void {
    this.input = tokens
    this.source = text
    this.limit = text.length
    this.depth = 0
    this.closers = matchBrackets(tokens)
  }

  /** A value that is one piece of text. */
  readonly text = this.RULE('text', (): Part[] => {
    const parts: Part[] = []
    this.MANY({ GATE: this.inside, DEF: () => addPart(parts, this.SUBRULE(this.part)) })
    return parts
  })

  /** A value that is a list: elements between white space and commas. */
  readonly list = this.RULE('list', (): Element[] => {
    const elements: Element[] = []
    this.MANY({
      GATE: this.inside,
      DEF: () =>
        this.OR({
          // A separator is also text where it does not separate: the first alternative that fits is taken.
          IGNORE_AMBIGUITIES: true,
          DEF: [
            { ALT: () => this.CONSUME(Blank) },
            { ALT: () => this.CONSUME(Comma) },
            { ALT: () => elements.push(this.SUBRULE(this.element)) },
          ],
        }),
    })
    return elements
  })

  /** A value whose elements stand between white space only. */
  readonly fields = this.RULE('fields', (): Element[] => {
    const elements: Element[] = []
    this.MANY({
      GATE: this.inside,
      DEF: () =>
        this.OR({
          IGNORE_AMBIGUITIES: true,
          DEF: [{ ALT: () => this.CONSUME(Blank) }, { ALT: () => elements.push(this.SUBRULE(this.field)) }],
        }),
    })
    return elements
  })

  private readonly element = this.RULE('element', (): Element => {
    const parts: Part[] = []
    this.AT_LEAST_ONE({
      GATE: this.insideElement,
      DEF: () => addPart(parts, this.SUBRULE(this.elementPart)),
    })
    return this.ACTION(() => ({ type: 'element', span: spanOf(parts), parts }))
  })

  private readonly field = this.RULE('field', (): Element => {
    const parts: Part[] = []
    this.AT_LEAST_ONE({
      GATE: this.insideField,
      DEF: () => addPart(parts, this.SUBRULE(this.elementPart)),
    })
    return this.ACTION(() => ({ type: 'element', span: spanOf(parts), parts }))
  })

  private readonly elementPart = this.RULE('elementPart', (): Part => {
    return this.OR([
      { GATE: this.atGroup, ALT: () => this.SUBRULE(this.group) },
      { ALT: () => this.SUBRULE(this.part) },
    ])
  })

  private readonly group = this.RULE('group', (): Group => {
    const open = this.CONSUME(LeftBrace)
    const frame = this.ACTION(() => this.enter(open))
    const elements = this.SUBRULE(this.list)
    const contentEnd = this.ACTION(() => this.leave(frame))
    const close = this.OPTION({
      GATE: () => this.LA(1).startOffset === frame.close,
      DEF: () => this.CONSUME(RightBrace),
    })
    return this.ACTION(() => ({
      type: 'group',
      span: { start: open.startOffset, end: close ? endOf(close) : contentEnd },
      closed: close !== undefined,
      elements,
      content: { start: endOf(open), end: contentEnd },
    }))
  })

  private readonly part = this.RULE('part', (): Part => {
    return this.OR([
      { ALT: () => literal(this.CONSUME(Plain)) },
      { ALT: () => simpleMacro(this.CONSUME(SimpleMacro)) },
      { ALT: () => dollar(this.CONSUME(Escape)) },
      { ALT: () => loneDollar(this.CONSUME(LoneDollar)) },
      { ALT: () => this.SUBRULE(this.macro) },
    ])
  })

  private readonly macro = this.RULE('macro', (): Macro => {
    const open = this.OR([{ ALT: () => this.CONSUME(BraceMacro) }, { ALT: () => this.CONSUME(ParenMacro) }])
    const frame = this.ACTION(() => this.enter(open))
    const body = this.OR2([
      { GATE: () => this.depth > maximumDepth, ALT: () => this.SUBRULE(this.tooDeep) },
      { ALT: () => this.SUBRULE(this.macroBody) },
    ])
    const contentEnd = this.ACTION(() => this.leave(frame))
    const close = this.OPTION({
      GATE: () => this.LA(1).startOffset === frame.close,
      DEF: () => this.OR3([{ ALT: () => this.CONSUME(RightBrace) }, { ALT: () => this.CONSUME(RightParen) }]),
    })
    return this.ACTION(() => finishMacro(open, close, contentEnd, body))
  })

  private readonly macroBody = this.RULE('macroBody', (): MacroBody => {
    const body = this.ACTION(() => newBody(this.here())) ?? newBody(0)
    this.OPTION({ GATE: this.inside, DEF: () => this.CONSUME(Blank) })
    this.OR([
      {
        GATE: () => this.inside() && this.LA(1).tokenType === LeftBrace,
        ALT: () => {
          body.condition = this.SUBRULE(this.comparison, { ARGS: [body] })
        },
      },
      { ALT: () => this.SUBRULE(this.macroName, { ARGS: [body] }) },
    ])
    this.OPTION2({
      GATE: () => this.inside() && body.problem === undefined,
      DEF: () => this.SUBRULE(this.branches, { ARGS: [body] }),
    })
    this.MANY({ GATE: this.inside, DEF: () => this.SUBRULE(this.part) })
    return body
  })

  private readonly macroName = this.RULE('macroName', (body: MacroBody = newBody(0)) => {
    this.OPTION({
      GATE: this.inside,
      DEF: () => {
        const token = this.CONSUME(Name)
        body.name = token.image
        body.nameSpan = tokenSpan(token)
      },
    })
    this.OPTION2({ GATE: this.inside, DEF: () => this.CONSUME(Blank) })
    this.OPTION3({
      GATE: () => this.inside() && this.LA(1).tokenType === LeftBrace,
      DEF: () => {
        body.argument = this.SUBRULE(this.operand, { ARGS: [body] })
        this.ACTION(() => this.complain(body, this.inside() && 'unexpected-text'))
      },
    })
    this.ACTION(() => this.complain(body, this.inside() && !this.atBranch() && 'bad-name'))
  })

  private readonly comparison = this.RULE('comparison', (body: MacroBody = newBody(0)): Comparison => {
    const left = this.SUBRULE(this.operand, { ARGS: [body] })
    const result: { -readonly [K in keyof Comparison]: Comparison[K] } = {
      type: 'comparison',
      span: left.span,
      left,
      operator: '',
      operatorSpan: { start: 0, end: 0 },
    }
    this.OPTION({
      GATE: this.inside,
      DEF: () => {
        const token = this.CONSUME(Operator)
        result.operator = token.image
        result.operatorSpan = tokenSpan(token)
      },
    })
    this.ACTION(() => {
      if (result.operator === '') result.operatorSpan = { start: this.here(), end: this.here() }
      const known = relationalOperators.has(result.operator) && this.source.charAt(result.operatorSpan.end) !== '?'
      this.complain(body, !known && 'operator-expected', result.operatorSpan.start)
    })
    this.OPTION2({
      GATE: () => this.inside() && result.operator !== '',
      DEF: () => {
        const token = this.CONSUME(Name)
        result.operator += token.image
        result.operatorSpan = { start: result.operatorSpan.start, end: endOf(token) }
        this.ACTION(() => this.complain(body, token.image !== 'level' && 'bad-operator-suffix', token.startOffset))
      },
    })
    this.OPTION3({ GATE: this.inside, DEF: () => this.CONSUME(Blank) })
    this.OPTION4({
      GATE: () => this.inside() && this.LA(1).tokenType === LeftBrace && body.problem === undefined,
      DEF: () => {
        result.right = this.SUBRULE2(this.operand, { ARGS: [body] })
      },
    })
    this.ACTION(() => {
      this.complain(body, result.right === undefined && 'right-operand-expected')
      this.complain(body, this.inside() && !this.atBranch() && 'question-or-colon-expected')
      result.span = { start: left.span.start, end: result.right?.span.end ?? result.operatorSpan.end }
    })
    return result
  })

  private readonly branches = this.RULE('branches', (body: MacroBody = newBody(0)) => {
    this.OPTION({
      GATE: this.inside,
      DEF: () => {
        const token = this.CONSUME(Question)
        body.whenSet = this.SUBRULE(this.branch, { ARGS: [body, token] })
      },
    })
    this.OPTION2({
      GATE: () => this.inside() && body.problem === undefined,
      DEF: () => {
        const token = this.CONSUME(Colon)
        body.whenUnset = this.SUBRULE2(this.branch, { ARGS: [body, token] })
      },
    })
    this.ACTION(() =>
      this.complain(body, this.inside() && (body.whenUnset === undefined ? 'colon-expected' : 'unexpected-text')),
    )
  })

  /** What follows `?` or `:`: text in braces, or all text to the end of the reference. */
  private readonly branch = this.RULE('branch', (body: MacroBody = newBody(0), after?: IToken): Operand => {
    return this.OR([
      { GATE: () => this.bracedBranch(), ALT: () => this.SUBRULE(this.spacedOperand, { ARGS: [body] }) },
      { ALT: () => this.SUBRULE(this.openOperand, { ARGS: [after] }) },
    ])
  })

  private readonly spacedOperand = this.RULE('spacedOperand', (body: MacroBody = newBody(0)): Operand => {
    this.OPTION(() => this.CONSUME(Blank))
    return this.SUBRULE(this.operand, { ARGS: [body] })
  })

  private readonly openOperand = this.RULE('openOperand', (after?: IToken): Operand => {
    const parts: Part[] = []
    this.MANY({ GATE: this.inside, DEF: () => addPart(parts, this.SUBRULE(this.part)) })
    return this.ACTION(() => {
      const start = after ? endOf(after) : this.here()
      const span = { start, end: parts.at(-1)?.span.end ?? start }
      return { type: 'operand', span, braced: false, content: span, parts }
    })
  })

  /** `{text}` and the white space after it. */
  private readonly operand = this.RULE('operand', (body: MacroBody = newBody(0)): Operand => {
    const open = this.CONSUME(LeftBrace)
    const frame = this.ACTION(() => this.enter(open))
    const parts = this.SUBRULE(this.text)
    const contentEnd = this.ACTION(() => this.leave(frame))
    const close = this.OPTION({
      GATE: () => this.LA(1).startOffset === frame.close,
      DEF: () => this.CONSUME(RightBrace),
    })
    this.OPTION2({ GATE: this.inside, DEF: () => this.CONSUME(Blank) })
    return this.ACTION(() => {
      this.complain(body, close === undefined && 'unbalanced', open.startOffset)
      const span = { start: open.startOffset, end: close ? endOf(close) : contentEnd }
      return { type: 'operand', span, braced: true, content: { start: endOf(open), end: contentEnd }, parts }
    })
  })

  /** Nesting past the bound: skipped without recursion. */
  private readonly tooDeep = this.RULE('tooDeep', (): MacroBody => {
    const body = this.ACTION(() => newBody(this.here()))
    this.MANY({ GATE: this.inside, DEF: () => this.SUBRULE(this.anything) })
    return this.ACTION(() => ({ ...body, problem: { kind: 'too-deep', at: body.nameSpan.start } }))
  })

  private readonly anything = this.RULE('anything', () => {
    this.OR([
      { ALT: () => this.CONSUME(Plain) },
      { ALT: () => this.CONSUME(SimpleMacro) },
      { ALT: () => this.CONSUME(Escape) },
      { ALT: () => this.CONSUME(LoneDollar) },
      { ALT: () => this.CONSUME(BraceMacro) },
      { ALT: () => this.CONSUME(ParenMacro) },
    ])
  })

  private readonly inside = (): boolean => this.LA(1).startOffset < this.limit

  private readonly insideField = (): boolean => this.inside() && this.LA(1).tokenType !== Blank

  private readonly insideElement = (): boolean => this.insideField() && this.LA(1).tokenType !== Comma

  private readonly atGroup = (): boolean => this.LA(1).tokenType === LeftBrace && this.depth <= maximumDepth

  private atBranch(): boolean {
    const { tokenType } = this.LA(1)
    return tokenType === Question || tokenType === Colon
  }

  private bracedBranch(): boolean {
    const next = this.LA(1).tokenType === Blank ? this.LA(2) : this.LA(1)
    return next.tokenType === LeftBrace && next.startOffset < this.limit && this.depth <= maximumDepth
  }

  /** Where the next token starts, or the end of what may be read. */
  private here(): number {
    return this.inside() ? this.LA(1).startOffset : this.limit
  }

  private enter(open: IToken): Frame {
    const close = this.closers.get(open.startOffset) ?? Number.NaN
    const frame = { limit: this.limit, close: close < this.limit ? close : Number.NaN }
    if (close < this.limit) this.limit = close
    this.depth++
    return frame
  }

  private leave(frame: Frame): number {
    const contentEnd = this.limit
    this.limit = frame.limit
    this.depth--
    return contentEnd
  }

  /** Keeps the first problem of a reference: Postfix stops there. */
  private complain(body: MacroBody, kind: MacroProblemKind | false, at = this.here()): void {
    if (kind !== false && body.problem === undefined) body.problem = { kind, at }
  }
}
