import type { Definitions } from "../dataverse/definitions";
import { bracedId, plainId } from "../dataverse/ids";
import { element } from "../page/element";
import type { CommandBar } from "../ribbon/command-bar";
import type { Chosen } from "../ribbon/situation";
import { textOf } from "../view/cells";
import { Grid } from "../view/grid";
import { readView, readViews } from "../view/views";
import type { Cell, Subgrid as Definition } from "./layout";
import { Collection } from "./part";

/** Makes the command bar of a list; the context is that of the form around it. */
export type CommandsOf = (control: GridControl, context?: unknown) => Promise<CommandBar>;

/** A list within a form, or the list of a page: what scripts get as a grid control. */
export class GridControl {
    readonly root: HTMLElement;
    private readonly onLoad: ((context: unknown) => void)[] = [];
    private bar: CommandBar | undefined;

    constructor(
        private readonly name: string,
        readonly grid: Grid,
        private readonly refreshCommands: () => void,
        label?: string,
        level: "h2" | "h3" = "h3",
    ) {
        const heading = label === undefined || label === "" ? undefined : element(level, {}, label);
        this.root = element("div", { class: "subgrid", "data-control": name }, heading, grid.root);
    }

    /** Puts a command bar of its own above the list. */
    async take(bar: CommandBar): Promise<void> {
        this.bar = bar;
        this.grid.root.before(bar.root);
        await bar.refresh();
    }

    /** The rows that are chosen. */
    get chosen(): Chosen[] {
        return chosenIn(this.grid, this.grid.selected);
    }

    getName = (): string => this.name;
    getControlType = (): string => "subgrid";
    getEntityName = (): string => this.grid.definition?.name ?? "";
    getVisible = (): boolean => !this.root.hidden;
    getFetchXml = (): string => this.grid.shown?.fetchXml ?? "";
    getGrid = (): unknown => ({
        getRows: () => new Collection(chosenIn(this.grid, this.grid.all).map(rowOf)),
        getSelectedRows: () => new Collection(this.chosen.map(rowOf)),
        getTotalRecordCount: () => this.grid.all.length,
    });

    getViewSelector = (): unknown => ({
        getCurrentView: () => ({ id: bracedId(this.grid.shown?.id ?? ""), name: this.grid.shown?.name ?? "", entityType: "savedquery" }),
        isVisible: () => false,
    });

    setVisible = (isVisible: boolean): void => {
        this.root.hidden = !isVisible;
    };

    refresh = (): void => {
        this.grid.refresh().then(
            () => {
                this.fire();
            },
            () => undefined,
        );
    };

    refreshRibbon = (): void => {
        this.refreshCommands();
        void this.bar?.refresh();
    };

    addOnLoad = (handler: (context: unknown) => void): void => {
        this.onLoad.push(handler);
    };

    removeOnLoad = (handler: (context: unknown) => void): void => {
        const index = this.onLoad.indexOf(handler);
        if (index >= 0) {
            this.onLoad.splice(index, 1);
        }
    };

    private fire(): void {
        for (const handler of this.onLoad) {
            handler({ getEventSource: () => this });
        }
    }
}

/** The rows of a list within a form: those of the view that refer to the record. */
export async function subgridOf(
    definitions: Definitions,
    cell: Cell & { readonly subgrid: Definition },
    record: { readonly table: string; readonly id: string | undefined },
    open: (table: string, id: string) => void,
    commandsOf: CommandsOf,
    level?: "h2" | "h3",
): Promise<GridControl> {
    const { subgrid } = cell;
    const related = await relatedBy(definitions, subgrid, record);
    const grid = new Grid(definitions, { rowsPerPage: subgrid.rowsPerPage, asked: { related }, open, onSelect: () => { control.refreshRibbon(); } });
    const control = new GridControl(cell.id, grid, () => undefined, cell.showsLabel ? cell.label : undefined, level);
    const view = subgrid.viewId === "" ? (await readViews(subgrid.table))[0] : await readView(subgrid.viewId);
    // Until the record is stored, nothing refers to it.
    if (view !== undefined && (subgrid.relationship === undefined || related !== undefined)) {
        await grid.show(view);
        await control.take(await commandsOf(control));
    }

    return control;
}

async function relatedBy(
    definitions: Definitions,
    { relationship }: Definition,
    { table, id }: { readonly table: string; readonly id: string | undefined },
): Promise<{ column: string; id: string } | undefined> {
    if (relationship === undefined || id === undefined) {
        return undefined;
    }

    const found = (await definitions.referencing(table)).find((one) => one.name.toLowerCase() === relationship.toLowerCase());
    return found && { column: found.column, id };
}

function chosenIn(grid: Grid, rows: Grid["all"]): Chosen[] {
    const table = grid.definition;
    return table === undefined
        ? []
        : rows.map((row) => ({ id: plainId(row[table.idColumn] as string), name: textOf(row, table.nameColumn ?? ""), table: table.name }));
}

function rowOf({ id, name, table }: Chosen): { getName: () => string; data: unknown } {
    const reference = { id: bracedId(id), name, entityType: table };
    return {
        getName: () => id,
        data: { entity: { getId: () => reference.id, getEntityName: () => table, getPrimaryAttributeValue: () => name, getEntityReference: () => reference } },
    };
}
