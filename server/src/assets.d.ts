/** Schema documents are bundled as text (the `text` loader in esbuild.mjs). */
declare module '*.xsd' {
  const text: string;
  export default text;
}
