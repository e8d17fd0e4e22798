import type { Definitions } from "../dataverse/definitions";
import { read, rowsIn, type Row } from "../dataverse/http";
import { plainId } from "../dataverse/ids";
import { textOf } from "../view/cells";
import type { View } from "../view/views";
import { attribute, below, child, children, flag, parseXml, xmlOf } from "../xml";

/** A value of a chart: of a category, in a series. */
export interface Point {
    readonly category: string;
    readonly series: string;
    readonly value: number;
    readonly text: string;
}

/** A chart with its values. */
export interface Chart {
    readonly isHorizontal: boolean;
    readonly points: readonly Point[];
}

/** Reads a chart of a table, and its values: of the rows that a view shows. */
export async function readChart(definitions: Definitions, id: string, view: View): Promise<Chart> {
    const row = await read(`savedqueryvisualizations(${plainId(id)})?$select=datadescription,presentationdescription`);
    const definition = child(parseXml(`<chart>${row["datadescription"] as string}</chart>`), "datadefinition");
    const [fetch] = below(definition, "fetchcollection", "fetch");
    if (fetch === undefined) {
        throw new Error("The chart has no query.");
    }

    const { setName } = await definitions.table(view.table);
    const rows = rowsIn(await read(`${setName}?fetchXml=${encodeURIComponent(questionOf(fetch, view))}`));
    return { isHorizontal: isHorizontal(row["presentationdescription"] as string | null), points: pointsOf(rows, aliasesIn(definition, fetch)) };
}

interface Aliases {
    readonly category: string;
    readonly series: string | undefined;
    readonly measures: readonly string[];
}

function aliasesIn(definition: Element | undefined, fetch: Element): Aliases {
    const [category] = below(definition, "categorycollection", "category");
    const name = (category && attribute(category, "alias")) ?? "";
    const groups = [...fetch.getElementsByTagName("attribute")].filter((one) => flag(one, "groupby", false)).map((one) => attribute(one, "alias"));
    return {
        category: name,
        series: groups.find((group) => group !== undefined && group !== name),
        measures: below(category, "measurecollection", "measure").map((measure) => attribute(measure, "alias") ?? ""),
    };
}

function pointsOf(rows: readonly Row[], { category, series, measures }: Aliases): Point[] {
    return rows.flatMap((row) =>
        measures.map((measure) => ({
            category: textOf(row, category) || "—",
            series: series === undefined ? "" : textOf(row, series) || "—",
            value: Number(row[measure] ?? 0),
            text: textOf(row, measure),
        })),
    );
}

// The chart's query has no filter of its own: that is the view's, with the links it names.
function questionOf(fetch: Element, view: View): string {
    const entity = child(fetch, "entity");
    const shown = child(parseXml(view.fetchXml), "entity");
    for (const part of [...children(shown, "filter"), ...children(shown, "link-entity")]) {
        const taken = part.cloneNode(true) as Element;
        for (const column of [...taken.getElementsByTagName("attribute"), ...taken.getElementsByTagName("order")]) {
            column.remove();
        }

        entity?.append(fetch.ownerDocument.importNode(taken, true));
    }

    return xmlOf(fetch);
}

function isHorizontal(presentation: string | null): boolean {
    return /ChartType="(Stacked)?Bar/.test(presentation ?? "");
}
