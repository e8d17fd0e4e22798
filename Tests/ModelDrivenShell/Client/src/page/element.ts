type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** Makes an element. False and undefined leave an attribute out; texts become text and never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes: Attributes = {},
    ...children: (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== undefined && value !== false) {
            made.setAttribute(name, value === true ? "" : value);
        }
    }

    made.append(...children.filter((child) => child !== undefined));
    return made;
}

/** A button with a label. */
export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
    const made = element("button", { type: "button", ...attributes }, label);
    made.addEventListener("click", onClick);
    return made;
}

let last = 0;

/** An id that no other element of the page has. */
export function freshId(prefix: string): string {
    last += 1;
    return `${prefix}-${String(last)}`;
}
