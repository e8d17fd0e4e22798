import type { Definitions } from "../dataverse/definitions";
import { bracedId, plainId } from "../dataverse/ids";
import { element } from "../page/element";
import { showModal } from "../page/modal";
import { text } from "../page/texts";
import { textOf } from "./cells";
import { Grid } from "./grid";
import { lookupView, readView, readViews, type View } from "./views";

const rowsPerPage = 50;

/** Has the user choose rows of a table; null where nothing is chosen. */
export async function lookUp(definitions: Definitions, options: Xrm.LookupOptions): Promise<Xrm.LookupValue[] | null> {
    const table = options.defaultEntityType ?? options.entityTypes[0] ?? "";
    const view = await viewFor(table, options.defaultViewId ?? options.viewIds?.[0]);
    const definition = await definitions.table(table);
    const filters = (options.filters ?? []).filter((filter) => filter.entityLogicalName === table).map((filter) => filter.filterXml);
    const grid = new Grid(definitions, {
        rowsPerPage,
        asked: { filters },
        isMultiple: options.allowMultiSelect === true,
        open: () => undefined,
    });
    await grid.show(view);
    const content = element("div", { class: "lookup" }, grid.root);
    const choices = [
        { label: text("add"), value: "add", isPrimary: true },
        { label: text("cancel"), value: "" },
    ];
    const taken = await showModal(content, choices, { title: `${text("choose")}: ${definition.label}`, width: 800 });
    return taken !== "add" || grid.selected.length === 0
        ? null
        : grid.selected.map((row) => ({
              id: bracedId(plainId(row[definition.idColumn] as string)),
              name: textOf(row, definition.nameColumn ?? ""),
              entityType: table,
          }));
}

async function viewFor(table: string, id: string | undefined): Promise<View> {
    if (id !== undefined) {
        return readView(id);
    }

    const found = (await readViews(table, lookupView))[0] ?? (await readViews(table))[0];
    if (found === undefined) {
        throw new Error(text("noView"));
    }

    return found;
}
