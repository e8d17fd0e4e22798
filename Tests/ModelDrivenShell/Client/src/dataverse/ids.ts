/** An id as addresses have it: without braces, in lower case. */
export function plainId(id: string): string {
    return id.replace(/[{}]/g, "").toLowerCase();
}

/** An id as the client API hands it out. */
export function bracedId(id: string): string {
    return `{${plainId(id).toUpperCase()}}`;
}

/** A text within quotes of an address. */
export function quoted(text: string): string {
    return `'${encodeURIComponent(text.replaceAll("'", "''"))}'`;
}
