import { readAll } from "../dataverse/http";
import { loadTexts } from "./resources";

const resx = 12;
const base = 1033;

/** Loads the texts of the solutions: scripts ask for them without waiting. In the base language where there are none in the user's. */
export async function loadAllTexts(language: number): Promise<void> {
    const rows = await readAll(`webresourceset?$select=name&$filter=webresourcetype eq ${String(resx)}`);
    const found = new Map<string, Set<number>>();
    for (const row of rows) {
        const [, name, code] = /^(.+)\.(\d+)\.resx$/i.exec(row["name"] as string) ?? [];
        if (name !== undefined) {
            found.set(name, (found.get(name) ?? new Set<number>()).add(Number(code)));
        }
    }

    await Promise.all([...found].map(([name, languages]) => loadTexts(name, languages.has(language) ? language : base)));
}
