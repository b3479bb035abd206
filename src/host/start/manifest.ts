/** What the entries look at of the extension's own manifest. */
export interface Manifest {
  readonly version: string;
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}
