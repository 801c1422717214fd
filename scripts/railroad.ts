import type { GrammarDescription, GrammarNode } from './grammar-description.js'

/** Pixels; text is drawn in a font of fixed width, so that its length is known. */
const letter = 7.3
const boxHeight = 24
const gap = 14
const rowGap = 12
const margin = 20

/** A drawn piece: `y` of the line through it is `up` below its top. */
interface Drawing {
  readonly width: number
  readonly up: number
  readonly down: number
  readonly draw: (x: number, y: number) => string
}

/** Railroad diagrams of all rules of a grammar as one SVG without scripts or fonts from elsewhere. */
export function toRailroad(grammar: GrammarDescription): string {
  let y = margin
  let width = 0
  const parts: string[] = []
  for (const rule of grammar.rules) {
    const drawing = sequence(rule.definition)
    const line = y + 26 + drawing.up
    parts.push(`<text class="title" x="${margin}" y="${y + 12}">${escapeXml(rule.name)}</text>`)
    const start = margin + gap
    parts.push(circle(margin + 4, line), path(margin + 8, line, start, line), drawing.draw(start, line))
    parts.push(
      path(start + drawing.width, line, start + drawing.width + gap, line),
      circle(start + drawing.width + gap + 4, line),
    )
    width = Math.max(width, start + drawing.width + gap + margin)
    y = line + drawing.down + rowGap * 2
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(y)}" role="img">`,
    `<title>${escapeXml(grammar.title)}: railroad diagrams of the grammar</title>`,
    '<style>svg{background:#fff}path{fill:none;stroke:#444;stroke-width:1.5}rect{stroke:#444;stroke-width:1.5;fill:#e8f0fe}rect.token{fill:#e6f4ea}circle{fill:#444}text{font:12px monospace;text-anchor:middle;dominant-baseline:central;fill:#111}text.title{font-weight:bold;font-size:14px;text-anchor:start;dominant-baseline:auto}</style>',
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const round = (value: number) => Math.round(value * 10) / 10
const circle = (x: number, y: number) => `<circle cx="${round(x)}" cy="${round(y)}" r="4"/>`
const path = (x1: number, y1: number, x2: number, y2: number) =>
  x1 === x2 && y1 === y2 ? '' : `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}"/>`
/** From one line to another, first across, then up or down, then across. */
const bend = (x1: number, y1: number, x2: number, y2: number) => {
  const middle = round((x1 + x2) / 2)
  return `<path d="M${round(x1)} ${round(y1)}C${middle} ${round(y1)} ${middle} ${round(y2)} ${round(x2)} ${round(y2)}"/>`
}

function drawingOf(node: GrammarNode): Drawing {
  switch (node.type) {
    case 'name':
      return box(node.name, node.terminal)
    case 'choice':
      return choice(node.choices.map(sequence))
    case 'repeat':
      return repeat(sequence(node.body), node.least === 0, node.most !== 1)
    default:
      return node satisfies never
  }
}

function box(text: string, terminal: boolean): Drawing {
  const width = text.length * letter + 20
  const corner = terminal ? ` class="token" rx="${boxHeight / 2}"` : ''
  return {
    width,
    up: boxHeight / 2,
    down: boxHeight / 2,
    draw: (x, y) =>
      `<rect${corner} x="${round(x)}" y="${round(y - boxHeight / 2)}" width="${round(width)}" height="${boxHeight}"/>` +
      `<text x="${round(x + width / 2)}" y="${round(y)}">${escapeXml(text)}</text>`,
  }
}

function sequence(nodes: readonly GrammarNode[]): Drawing {
  const drawings = nodes.map(drawingOf)
  return {
    width: drawings.reduce((sum, { width }) => sum + width, 0) + gap * Math.max(0, drawings.length - 1),
    up: Math.max(4, ...drawings.map(({ up }) => up)),
    down: Math.max(4, ...drawings.map(({ down }) => down)),
    draw(x, y) {
      let at = x
      return drawings
        .map((drawing, index) => {
          const line = index === 0 ? '' : path(at, y, at + gap, y)
          if (index > 0) at += gap
          const text = line + drawing.draw(at, y)
          at += drawing.width
          return text
        })
        .join('')
    },
  }
}

function choice(choices: readonly Drawing[]): Drawing {
  const inner = Math.max(...choices.map(({ width }) => width))
  const width = inner + gap * 4
  const [first, ...others] = choices
  const up = first?.up ?? 0
  let down = first?.down ?? 0
  const offsets = [0]
  for (const drawing of others) {
    offsets.push(down + rowGap + drawing.up)
    down += rowGap + drawing.up + drawing.down
  }
  return {
    width,
    up,
    down,
    draw: (x, y) =>
      choices
        .map((drawing, index) => {
          const row = y + (offsets[index] ?? 0)
          const start = x + gap * 2
          const end = start + drawing.width
          return (
            bend(x, y, start, row) +
            drawing.draw(start, row) +
            path(end, row, start + inner, row) +
            bend(start + inner, row, x + width, y)
          )
        })
        .join(''),
  }
}

function repeat(body: Drawing, skippable: boolean, again: boolean): Drawing {
  const width = body.width + gap * 4
  const up = body.up + (skippable ? rowGap : 0)
  const down = body.down + (again ? rowGap : 0)
  return {
    width,
    up,
    down,
    draw(x, y) {
      const start = x + gap * 2
      const end = start + body.width
      const over = y - body.up - rowGap + 2
      const under = y + body.down + rowGap - 4
      const skip = bend(x, y, start, over) + path(start, over, end, over) + bend(end, over, x + width, y)
      const back = bend(end + gap, y, end, under) + path(end, under, start, under) + bend(start, under, start - gap, y)
      return (
        path(x, y, start, y) +
        body.draw(start, y) +
        path(end, y, x + width, y) +
        (skippable ? skip : '') +
        (again ? back : '')
      )
    },
  }
}
