/** A style sheet of a library, as text: the build reads it so. */
declare module '*.css' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the form that the build gives it.
  export default text;
}
