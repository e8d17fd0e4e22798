import type { Row } from "../dataverse/http";

const formatted = "@OData.Community.Display.V1.FormattedValue";
const tableOfLookup = "@Microsoft.Dynamics.CRM.lookuplogicalname";

/** What a row shows in a column: the formatted value where there is one, also of a lookup. */
export function textOf(row: Row, column: string): string {
    const lookup = `_${column}_value`;
    const found = row[column + formatted] ?? row[lookup + formatted] ?? row[column] ?? row[lookup];
    return shown(found);
}

/** A plain value as a text. */
export function shown(value: unknown): string {
    switch (typeof value) {
        case "string":
            return value;
        case "number":
        case "boolean":
            return String(value);
        default:
            return "";
    }
}

/** What a lookup of a row refers to; undefined where it refers to nothing. */
export function referenceIn(row: Row, column: string): { readonly table: string; readonly id: string; readonly name: string } | undefined {
    const key = `_${column}_value`;
    const id = row[key];
    const table = row[key + tableOfLookup];
    return typeof id === "string" && typeof table === "string" ? { table, id, name: textOf(row, column) } : undefined;
}
