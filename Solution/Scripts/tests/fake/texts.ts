import { readFileSync } from "node:fs";

const folder = "../Source/WebResources/pinv_/strings";
const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

const read = new Map<number, Map<string, string>>();

/** The texts of a resource file by their keys. */
export function textsOf(language: number): Map<string, string> {
    const known = read.get(language) ?? readTexts(language);
    read.set(language, known);
    return known;
}

function readTexts(language: number): Map<string, string> {
    const file = readFileSync(`${folder}/Invoicing.${String(language)}.resx`, "utf8");
    const data = [...file.matchAll(/<data name="([^"]+)" xml:space="preserve">\s*<value>([^<]*)<\/value>\s*<\/data>/g)];
    return new Map(data.map(([, key = "", value = ""]) => [key, value.replace(/&\w+;/g, (entity) => entities[entity] ?? entity)]));
}
