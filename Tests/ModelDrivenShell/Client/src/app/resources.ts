const loaded = new Map<string, Promise<void>>();
const resx = new Map<string, ReadonlyMap<string, string>>();

/** The address of a web resource. */
export function addressOf(name: string): string {
    return `/WebResources/${name.split("/").map(encodeURIComponent).join("/")}`;
}

/** Loads a script of the solution into the page, once. */
export function loadScript(name: string): Promise<void> {
    const known = loaded.get(name) ?? load(name);
    loaded.set(name, known);
    known.catch(() => loaded.delete(name));
    return known;
}

/** Loads texts of a RESX web resource in a language; it stays without where there is none. */
export async function loadTexts(name: string, language: number): Promise<void> {
    const response = await fetch(addressOf(`${name}.${String(language)}.resx`));
    if (!response.ok) {
        return;
    }

    const document = new DOMParser().parseFromString(await response.text(), "application/xml");
    const entries = [...document.getElementsByTagName("data")];
    const texts = entries.map((data) => [data.getAttribute("name") ?? "", data.querySelector("value")?.textContent ?? ""] as const);
    resx.set(name.toLowerCase(), new Map(texts));
}

/** A text that was loaded. */
export function resourceString(name: string, key: string): string | null {
    return resx.get(name.toLowerCase())?.get(key) ?? null;
}

/** The function of a script, by its full name. */
export function functionNamed(name: string): ((...parameters: unknown[]) => unknown) | undefined {
    let owner: unknown;
    let found: unknown = globalThis;
    for (const part of name.split(".")) {
        owner = found;
        found = (found as Record<string, unknown> | undefined)?.[part];
    }

    return typeof found === "function" ? (found.bind(owner) as (...parameters: unknown[]) => unknown) : undefined;
}

function load(name: string): Promise<void> {
    return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = addressOf(name);
        script.addEventListener("load", () => {
            resolve();
        });
        script.addEventListener("error", () => {
            reject(new Error(`The web resource ${name} could not be loaded.`));
        });
        document.head.append(script);
    });
}
