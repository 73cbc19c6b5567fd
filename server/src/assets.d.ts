/** Schema documents travel inside the bundles as text (the `text` loader in esbuild.mjs). */
declare module '*.xsd' {
  const text: string;
  export default text;
}
