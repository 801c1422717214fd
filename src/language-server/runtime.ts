/** What the server needs of the place it runs in. */
export interface Runtime {
  /** The text of a file; undefined when there is none, or it cannot be read. */
  readText(uri: string): Promise<string | undefined>
  /** Runs something after a pause; the function it gives back calls that off. */
  later(run: () => void, milliseconds: number): () => void
}
