import { plainId } from "./ids";

/** What a confirmation writes for a detail, and a revision, about. Only the server counts them. */
const writesPerDetail = { confirm: 12, revise: 8 };

const defaultMaxSynchronousWrites = 500;

/** Rows up to which the platform counts (https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/aggregate-data#limitations). */
const mostCounted = 50000;

/** AggregateQueryRecordLimitExceeded, of the platform's list of error codes. */
const tooManyToCount = 0x8004e023;

/** How many details an invoice has. */
export interface DetailCount {
    readonly details: number;
    /** The number as the user writes numbers; empty where the server did not format it. */
    readonly text: string;
    readonly isAtLeast: boolean;
}

/** How a command is going to be carried out, as far as anybody but the server can tell. */
export type Way = "atOnce" | "probablyInBackground" | "inBackground" | "unknown";

/** The settings of the environment that the size is judged by. */
export interface SizeSettings {
    readonly maxSynchronousWrites: number;
    readonly createsActuals: boolean;
}

type Row = Record<string, unknown>;

/** Counts the details of an invoice. Undefined where that fails: nobody is to be kept from a command by a number that only informs. */
export async function countDetails(invoice: string): Promise<DetailCount | undefined> {
    const fetch =
        '<fetch aggregate="true"><entity name="msdyn_invoicelinetransaction">' +
        '<attribute name="msdyn_invoicelinetransactionid" alias="details" aggregate="count" />' +
        `<filter><condition attribute="msdyn_invoice" operator="eq" value="${plainId(invoice)}" /></filter></entity></fetch>`;
    try {
        const result = await Xrm.WebApi.retrieveMultipleRecords("msdyn_invoicelinetransaction", `?fetchXml=${encodeURIComponent(fetch)}`);
        return countIn((result.entities as Row[])[0] ?? {});
    } catch (error) {
        return isTooMany(error) ? { details: mostCounted, text: "", isAtLeast: true } : undefined;
    }
}

/** Reads the settings. Where the user may not read them, the defaults count. */
export async function readSizeSettings(): Promise<SizeSettings> {
    const limit = await readVariable("pinv_MaxSynchronousWrites");
    const creates = await readVariable("pinv_CreateActuals");
    return {
        maxSynchronousWrites: /^[1-9]\d*$/.test(limit) ? Number(limit) : defaultMaxSynchronousWrites,
        createsActuals: !["no", "false", "0"].includes(creates.trim().toLowerCase()),
    };
}

/** Judges the way of a confirmation or a revision. */
export function wayOf(command: "confirm" | "revise", details: number | undefined, settings: SizeSettings): Way {
    if (command === "confirm" && !settings.createsActuals) {
        return "atOnce";
    }

    if (details === undefined) {
        return "unknown";
    }

    if (details > settings.maxSynchronousWrites) {
        return "inBackground";
    }

    return details * writesPerDetail[command] > settings.maxSynchronousWrites ? "probablyInBackground" : "atOnce";
}

async function readVariable(name: string): Promise<string> {
    const query =
        `?$select=defaultvalue&$filter=schemaname eq '${name}'` +
        "&$expand=environmentvariabledefinition_environmentvariablevalue($select=value)";
    try {
        const definition = (await Xrm.WebApi.retrieveMultipleRecords("environmentvariabledefinition", query)).entities[0] as Row | undefined;
        const values = (definition?.["environmentvariabledefinition_environmentvariablevalue"] ?? []) as Row[];
        const value = values[0]?.["value"] ?? definition?.["defaultvalue"];
        return typeof value === "string" ? value : "";
    } catch {
        return "";
    }
}

function countIn(row: Row): DetailCount {
    const formatted = row["details@OData.Community.Display.V1.FormattedValue"];
    const details = row["details"];
    return { details: typeof details === "number" ? details : 0, text: typeof formatted === "string" ? formatted : "", isAtLeast: false };
}

function isTooMany(error: unknown): boolean {
    const { errorCode } = (error ?? {}) as { errorCode?: unknown };
    return typeof errorCode === "number" && errorCode >>> 0 === tooManyToCount;
}
