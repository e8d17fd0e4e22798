import { unzipSync, strFromU8 } from "fflate";
import { read, readAll, type Failure } from "../dataverse/http";
import { quoted } from "../dataverse/ids";
import { Ribbon } from "./ribbon";

const everywhere = "Microsoft.Dynamics.CRM.RibbonLocationFilters'All'";

/** Where solutions' additions to ribbons are kept: table and column of the markup, and its place in a difference. */
const kept: readonly (readonly [set: string, column: string, wrap: (markup: string) => string])[] = [
    ["ribbondiffs", "rdx", (markup) => markup],
    ["ribboncommands", "commanddefinition", (markup) => `<CommandDefinitions>${markup}</CommandDefinitions>`],
    ["ribbonrules", "enablerulexml", ruleInPlace],
];

/** Reads the ribbon of a table: what the service composes, or, where it composes none, what solutions have added. */
export async function readRibbon(table: string): Promise<Ribbon> {
    try {
        const address = `RetrieveEntityRibbon(EntityName=@table,RibbonLocationFilter=@where)?@table=${quoted(table)}&@where=${encodeURIComponent(everywhere)}`;
        const answer = await read(address);
        return Ribbon.read(unzipped(answer["CompressedEntityXml"] as string));
    } catch (error) {
        if ((error as Partial<Failure>).status === 404) {
            return readAdditions(table);
        }

        throw error;
    }
}

async function readAdditions(table: string): Promise<Ribbon> {
    const parts = await Promise.all(
        kept.map(async ([set, column, wrap]) => {
            const rows = await readAll(`${set}?$select=${column}&$filter=entity eq ${quoted(table)}`);
            return rows.map((row) => wrap(row[column] as string)).join("");
        }),
    );
    return Ribbon.read(`<RibbonDiffXml>${parts.join("")}</RibbonDiffXml>`);
}

function ruleInPlace(markup: string): string {
    const group = markup.trimStart().startsWith("<EnableRule") ? "EnableRules" : "DisplayRules";
    return `<RuleDefinitions><${group}>${markup}</${group}></RuleDefinitions>`;
}

// https://learn.microsoft.com/power-apps/developer/model-driven-apps/export-ribbon-definitions
const part = "RibbonXml.xml";

/** The service sends a package with the ribbon as a part. */
function unzipped(base64: string): string {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const file = unzipSync(bytes)[part];
    if (file === undefined) {
        throw new Error(`The ribbon came without ${part}.`);
    }

    return strFromU8(file).replace(/^\uFEFF/, "");
}
