interface Section {
  readonly name: string;
  /** Indent of the line that names it; -1 for a heading, which holds everything up to the next heading. */
  readonly indent: number;
  /** Indent of the first line in it; null before there is one. */
  childIndent: number | null;
}

/** The sections that a line of indented text lies in. */
export class SectionStack {
  #sections: Section[] = [];
  /** A blank line stands between the section's name and the next line. */
  #afterBlank = false;

  /** Starts the section of a heading: it ends all others. */
  heading(name: string): void {
    this.#sections = [{ name, indent: -1, childIndent: null }];
    this.#afterBlank = false;
  }

  /** Starts a section named by a line with this indent: it ends those with the same indent and deeper. */
  open(name: string, indent: number): void {
    this.#sections = this.#sections.filter((section) => section.indent < indent);
    this.#sections.push({ name, indent, childIndent: null });
    this.#afterBlank = false;
  }

  /** Ends the sections that a blank line can end: those whose lines are not indented. */
  blankLine(): void {
    this.#afterBlank = true;
  }

  /** Names of the sections around a line with this indent, joined; ends those that it is no longer in. */
  around(indent: number): string | null {
    while (this.#sections.length > 0 && !this.#holds(indent)) this.#sections.pop();
    const top = this.#sections.at(-1);
    if (top === undefined) return null;
    top.childIndent ??= indent;
    this.#afterBlank = false;
    return this.#sections.map(({ name }) => name).join(' / ');
  }

  #holds(indent: number): boolean {
    const top = this.#sections.at(-1);
    if (top === undefined || indent > top.indent) return true;
    return (
      indent === top.indent && !this.#afterBlank && (top.childIndent === null || top.childIndent === indent)
    );
  }
}
