import { readFileSync } from "node:fs";

const folder = "../Source/WebResources/pinv_/strings";
const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** The texts of a resource file by their keys. */
export function textsOf(language: number): Map<string, string> {
    const file = readFileSync(`${folder}/Invoicing.${String(language)}.resx`, "utf8");
    const data = [...file.matchAll(/<data name="([^"]+)" xml:space="preserve">\s*<value>([^<]*)<\/value>\s*<\/data>/g)];
    return new Map(data.map(([, key = "", value = ""]) => [key, value.replace(/&\w+;/g, (entity) => entities[entity] ?? entity)]));
}
