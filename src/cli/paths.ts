/** An absolute path with forward slashes, as the core writes links. */
export function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
