import type { Definitions } from "../dataverse/definitions";
import { messageOf, read } from "../dataverse/http";
import { cellsIn, layoutIn, type Cell } from "../form/layout";
import { subgridOf, type CommandsOf } from "../form/subgrid";
import { element } from "../page/element";
import { readView } from "../view/views";
import { readChart } from "./chart";
import { drawn } from "./drawing";

/** What a dashboard needs of the page around it. */
export interface Surroundings {
    readonly definitions: Definitions;
    readonly open: (table: string, id: string) => void;
    readonly commandsOf: CommandsOf;
}

/** Reads a dashboard, and shows its lists and charts. What cannot be shown, since the user may not read it, says so in its place. */
export async function readDashboard(id: string, around: Surroundings): Promise<{ readonly name: string; readonly root: HTMLElement }> {
    const row = await read(`systemforms(${id})?$select=name,formxml`);
    const name = row["name"] as string;
    const parts = await Promise.all(cellsIn(layoutIn(row["formxml"] as string)).map((cell) => partOf(cell, around)));
    return {
        name,
        root: element("div", { class: "dashboard" }, element("h1", { tabindex: "-1" }, name), element("div", { class: "parts" }, ...parts)),
    };
}

async function partOf(cell: Cell, around: Surroundings): Promise<HTMLElement> {
    const part = element("div", { class: "part", "data-section": cell.id });
    try {
        part.append(await contentOf(cell, around));
    } catch (error) {
        part.append(element("h2", {}, cell.label), element("p", { class: "none" }, messageOf(error)));
    }

    return part;
}

async function contentOf(cell: Cell, around: Surroundings): Promise<HTMLElement> {
    const { subgrid } = cell;
    if (subgrid === undefined) {
        return element("h2", {}, cell.label);
    }

    if (subgrid.chartId !== undefined) {
        const view = await readView(subgrid.viewId);
        return drawn(await readChart(around.definitions, subgrid.chartId, view), cell.label);
    }

    return (await subgridOf(around.definitions, { ...cell, subgrid }, { table: subgrid.table, id: undefined }, around.open, around.commandsOf, "h2")).root;
}
