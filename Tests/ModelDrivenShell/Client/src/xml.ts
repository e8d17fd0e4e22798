/** Reads XML; what cannot be read is refused. */
export function parseXml(xml: string): Element {
    const document = new DOMParser().parseFromString(xml, "application/xml");
    const failure = document.querySelector("parsererror");
    if (failure !== null) {
        throw new Error(`This is no XML: ${failure.textContent}`);
    }

    return document.documentElement;
}

/** Writes XML. */
export function xmlOf(node: Node): string {
    return new XMLSerializer().serializeToString(node);
}

/** The children of an element that have a name. */
export function children(parent: Element | undefined, name: string): Element[] {
    return [...(parent?.children ?? [])].filter((child) => child.localName === name);
}

/** The first child of an element that has a name. */
export function child(parent: Element | undefined, name: string): Element | undefined {
    return children(parent, name)[0];
}

/** The elements along a path of names below an element. */
export function below(parent: Element | undefined, ...names: readonly string[]): Element[] {
    return names.reduce<Element[]>((found, name) => found.flatMap((one) => children(one, name)), parent === undefined ? [] : [parent]);
}

/** An attribute; undefined where it is absent or empty. */
export function attribute(of: Element, name: string): string | undefined {
    return of.getAttribute(name) || undefined;
}

/** An attribute that says yes or no, with what holds where it is absent. */
export function flag(of: Element, name: string, absent: boolean): boolean {
    const value = attribute(of, name);
    return value === undefined ? absent : /^(true|1)$/i.test(value);
}

/** Labels with a language, of a form or a site map. */
export function labelsIn(parent: Element | undefined, of: string, one: string, language: string): { language: number; text: string }[] {
    const labels = below(parent, of, one);
    return labels.map((label) => ({
        language: Number(label.getAttribute(language)),
        text: label.getAttribute("description") ?? label.getAttribute("Title") ?? "",
    }));
}
