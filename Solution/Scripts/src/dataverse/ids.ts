/** An id as the Web API writes it: the client hands out braces and capitals. */
export function plainId(id: string): string {
    return id.replace(/[{}]/g, "").toLowerCase();
}

/** Cuts a list into parts that fit into one request each. */
export function inParts<T>(items: readonly T[], size: number): T[][] {
    const parts: T[][] = [];
    for (let start = 0; start < items.length; start += size) {
        parts.push(items.slice(start, start + size));
    }

    return parts;
}
