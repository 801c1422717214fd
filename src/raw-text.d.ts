/** A file's text as a string, taken in when the package is built. */
declare module '*?raw' {
  const text: string
  export default text
}
