import type { Definitions } from "../dataverse/definitions";
import { read, readAll, rowsIn, type Row } from "../dataverse/http";
import { plainId, quoted } from "../dataverse/ids";
import { fetchOf, type Asked } from "./fetch";

/** A view of a table. */
export interface View {
    readonly id: string;
    readonly name: string;
    readonly table: string;
    readonly fetchXml: string;
    readonly layoutXml: string;
    readonly isDefault: boolean;
}

/** A page of rows. */
export interface Page {
    readonly rows: readonly Row[];
    readonly hasMore: boolean;
}

const columns = "savedqueryid,name,fetchxml,layoutxml,isdefault,returnedtypecode";

/** The query types of views: those that users choose in lists, and the one that lookups show. */
export const publicView = 0;
export const lookupView = 64;

/** The views of a table, the default view first. */
export async function readViews(table: string, queryType = publicView): Promise<View[]> {
    const filter = `returnedtypecode eq ${quoted(table)} and querytype eq ${String(queryType)} and statecode eq 0`;
    const rows = await readAll(`savedqueries?$select=${columns}&$filter=${filter}&$orderby=name`);
    const views = rows.map(viewOf);
    return [...views.filter((view) => view.isDefault), ...views.filter((view) => !view.isDefault)];
}

/** One view, by its id. */
export async function readView(id: string): Promise<View> {
    return viewOf(await read(`savedqueries(${plainId(id)})?$select=${columns}`));
}

/** The rows of a view. */
export async function readPage(definitions: Definitions, view: View, asked: Asked): Promise<Page> {
    const { setName } = await definitions.table(view.table);
    const answer = await read(`${setName}?fetchXml=${encodeURIComponent(fetchOf(view.fetchXml, asked))}`);
    const more = answer["@Microsoft.Dynamics.CRM.morerecords"];
    return { rows: rowsIn(answer), hasMore: more === true || (more === undefined && answer["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"] !== undefined) };
}

function viewOf(row: Row): View {
    return {
        id: row["savedqueryid"] as string,
        name: row["name"] as string,
        table: row["returnedtypecode"] as string,
        fetchXml: row["fetchxml"] as string,
        layoutXml: (row["layoutxml"] ?? "<grid><row /></grid>") as string,
        isDefault: row["isdefault"] === true,
    };
}
