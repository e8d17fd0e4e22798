import { functionNamed, loadScript } from "../app/resources";
import type { Definitions, Table } from "../dataverse/definitions";
import { messageOf, read, type Row } from "../dataverse/http";
import { bracedId } from "../dataverse/ids";
import type { WebApi } from "../dataverse/web-api";
import { element } from "../page/element";
import { text } from "../page/texts";
import { textOf } from "../view/cells";
import { FormAttribute, written } from "./attribute";
import { Field } from "./field";
import { cellsIn, type Cell, type FormLayout, type Handler, type Section, type Tab } from "./layout";
import { Notifications } from "./notifications";
import { Collection, Part } from "./part";
import { GridControl, subgridOf, type CommandsOf } from "./subgrid";
import { Tabs } from "./tabs";

/** What a form needs of the page around it. */
export interface Surroundings {
    readonly definitions: Definitions;
    readonly webApi: WebApi;
    readonly open: (table: string, id: string) => void;
    readonly refreshCommands: () => void;
    readonly commandsOf: CommandsOf;
    readonly close: () => void;
}

type Control = Field | GridControl;
type Save = (context: unknown) => void;

/** A record on its form. */
export class RecordForm {
    readonly root = element("article", { class: "form" });
    readonly context: unknown;
    private readonly attributes = new Map<string, FormAttribute>();
    private readonly controls: Control[] = [];
    private readonly notifications = new Notifications();
    private readonly title = element("h1", { tabindex: "-1" });
    private readonly onSave: Save[] = [];
    private readonly onLoadOfData: Save[] = [];
    private row: Row = {};
    private tabs: Collection<Part> = new Collection<Part>([]);

    private constructor(
        private readonly table: Table,
        private readonly layout: FormLayout,
        private readonly around: Surroundings,
        private id: string | undefined,
    ) {
        this.context = this.formContext();
    }

    /** Reads a record, builds its form and calls what its scripts do on load. */
    static async open(table: Table, layout: FormLayout, around: Surroundings, id: string | undefined): Promise<RecordForm> {
        const form = new RecordForm(table, layout, around, id);
        await form.build();
        await form.runHandlers();
        return form;
    }

    get recordId(): string | undefined {
        return this.id;
    }

    /** As rules of the ribbon name it. */
    get state(): string {
        if (this.id === undefined) {
            return "Create";
        }

        return this.row["statecode"] === undefined || this.row["statecode"] === 0 ? "Existing" : "Disabled";
    }

    /** The value of a column, also of one that no field shows, as the record has it. */
    valueOf(column: string): unknown {
        return this.attributes.get(column)?.getValue() ?? this.row[column];
    }

    /** Stores what was entered. */
    async save(): Promise<void> {
        const missing = [...this.attributes.values()].filter((one) => one.getRequiredLevel() === "required" && one.getValue() === null);
        if (missing.length > 0) {
            throw new Error(text("required", missing.map((one) => one.column.label).join(", ")));
        }

        for (const handler of this.onSave) {
            handler(this.executionContext());
        }

        const changed = [...this.attributes.values()].filter(isSent);
        const data = Object.fromEntries(changed.map((one) => [one.getName(), written(one)]));
        if (this.id === undefined) {
            const made = (await this.around.webApi.createRecord(this.table.name, data)) as unknown as { id: string };
            this.around.open(this.table.name, made.id);
            return;
        }

        if (changed.length > 0) {
            await this.around.webApi.updateRecord(this.table.name, this.id, data);
        }

        await this.load();
    }

    /** Reads the record and its lists anew. */
    async refresh(saves = false): Promise<void> {
        await (saves ? this.save() : this.load());
        for (const control of this.controls) {
            if (control instanceof GridControl) {
                control.refresh();
            }
        }
    }

    focus(): void {
        this.title.focus();
    }

    private async build(): Promise<void> {
        const cells = [...this.layout.header, ...cellsIn(this.layout)];
        for (const name of new Set(cells.map((cell) => cell.column))) {
            const column = name === undefined ? undefined : this.table.columns.get(name);
            if (column !== undefined) {
                const options = await this.around.definitions.options(this.table.name, column);
                this.attributes.set(column.name, new FormAttribute(column, options, (source) => this.executionContext(source)));
            }
        }

        await this.load();
        const header = element("div", { class: "header" }, ...(await this.contentOf(this.layout.header)));
        const tabs = new Tabs();
        const parts: Part[] = [];
        for (const tab of this.layout.tabs) {
            parts.push(await this.addTab(tabs, tab));
        }

        this.tabs = new Collection(parts);
        this.root.append(element("header", {}, this.title, header), this.notifications.root, tabs.root);
        tabs.start();
    }

    private async addTab(tabs: Tabs, tab: Tab): Promise<Part> {
        const sections: Part[] = [];
        const panel = element("div", { class: "columns" });
        for (const column of tab.columns) {
            const place = element("div", { class: "column" });
            for (const section of column) {
                const part = new Part(section, undefined);
                sections.push(part);
                place.append(await this.sectionOf(section, part));
            }

            panel.append(place);
        }

        const part = new Part(tab, new Collection(sections));
        part.adopt(sections);
        tabs.add(part, panel);
        return part;
    }

    private async sectionOf(section: Section, part: Part): Promise<HTMLElement> {
        const heading = section.showsLabel && section.label !== "" ? element("h2", {}, section.label) : undefined;
        const label = section.label !== "" && section.label;
        const made = element("section", { "data-section": section.name, "aria-label": label }, heading, ...(await this.contentOf(section.cells)));
        const show = (): void => {
            made.hidden = !part.getVisible();
        };
        part.watch(show);
        show();
        return made;
    }

    private async contentOf(cells: readonly Cell[]): Promise<HTMLElement[]> {
        const made: HTMLElement[] = [];
        for (const cell of cells) {
            const control = await this.controlOf(cell);
            if (control !== undefined) {
                this.controls.push(control);
                made.push(control.root);
            }
        }

        return made;
    }

    private async controlOf(cell: Cell): Promise<Control | undefined> {
        const { subgrid } = cell;
        if (subgrid !== undefined) {
            const record = { table: this.table.name, id: this.id };
            const commandsOf: CommandsOf = (grid) => this.around.commandsOf(grid, this.context);
            return subgridOf(this.around.definitions, { ...cell, subgrid }, record, this.around.open, commandsOf);
        }

        const attribute = this.attributes.get(cell.column ?? "");
        if (attribute === undefined) {
            return undefined;
        }

        const { column } = attribute;
        const isReadOnly = this.state === "Disabled" || !(this.id === undefined ? column.canCreate : column.canUpdate) || /^(State|Status)$/.test(column.type);
        return new Field(cell, attribute, () => textOf(this.row, column.name), this.around.open, isReadOnly);
    }

    private async load(): Promise<void> {
        this.row = this.id === undefined ? {} : await read(`${this.table.setName}(${this.id})`);
        for (const attribute of this.attributes.values()) {
            attribute.load(this.row);
        }

        this.title.replaceChildren(this.name() || this.table.label);
        document.title = this.title.textContent;
        for (const handler of this.onLoadOfData) {
            handler(this.executionContext());
        }
    }

    private name(): string {
        return textOf(this.row, this.table.nameColumn ?? "");
    }

    // A script that fails is told and stops nothing else.
    private async runHandlers(): Promise<void> {
        for (const handler of this.layout.handlers) {
            try {
                await loadScript(handler.library);
                this.attach(handler);
            } catch (error) {
                this.notifications.set(messageOf(error), "ERROR", `script-${handler.name}`);
            }
        }
    }

    private attach(handler: Handler): void {
        const run = functionNamed(handler.name);
        if (run === undefined) {
            throw new Error(`${handler.library}: ${handler.name}`);
        }

        const call = (context: unknown): unknown => run(...(handler.takesContext ? [context] : []), ...parametersIn(handler));
        switch (handler.event) {
            case "onload":
                call(this.executionContext());
                break;
            case "onsave":
                this.onSave.push(call);
                break;
            case "onchange":
                this.attributes.get(handler.column ?? "")?.addOnChange(call);
                break;
            default:
                break;
        }
    }

    private executionContext(source: unknown = this.context): unknown {
        return { getFormContext: () => this.context, getEventSource: () => source, getContext: () => Xrm.Utility.getGlobalContext(), getDepth: () => 1 };
    }

    // https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/clientapi-form-context
    private formContext(): unknown {
        const attribute = (which?: unknown): unknown => new Collection([...this.attributes.values()]).get(which as string);
        const control = (which?: unknown): unknown => new Collection(this.controls).get(which as string);
        return { data: this.data(attribute), ui: this.ui(control), getAttribute: attribute, getControl: control };
    }

    private data(attribute: (which?: unknown) => unknown): unknown {
        const isDirty = (): boolean => [...this.attributes.values()].some((one) => one.getIsDirty());
        const save = async (): Promise<void> => {
            await this.save();
            this.around.refreshCommands();
        };
        return {
            attributes: { get: attribute },
            getIsDirty: isDirty,
            isValid: () => [...this.attributes.values()].every((one) => one.getRequiredLevel() !== "required" || one.getValue() !== null),
            refresh: (saves?: boolean) => this.refresh(saves),
            save,
            addOnLoad: (handler: Save) => this.onLoadOfData.push(handler),
            removeOnLoad: (handler: Save) => { remove(this.onLoadOfData, handler); },
            entity: {
                addOnSave: (handler: Save) => this.onSave.push(handler),
                removeOnSave: (handler: Save) => { remove(this.onSave, handler); },
                attributes: { get: attribute },
                getEntityName: () => this.table.name,
                getEntityReference: () => ({ entityType: this.table.name, id: this.braced(), name: this.name() }),
                getId: () => this.braced(),
                getIsDirty: isDirty,
                getPrimaryAttributeValue: () => this.name(),
                save,
            },
        };
    }

    private ui(control: (which?: unknown) => unknown): unknown {
        return {
            close: this.around.close,
            controls: { get: control },
            clearFormNotification: (id: string) => this.notifications.clear(id),
            getFormType: () => ({ Create: 1, Existing: 2 })[this.state] ?? 4,
            refreshRibbon: () => {
                this.around.refreshCommands();
            },
            setFormNotification: (message: string, level: string, id: string) => this.notifications.set(message, level, id),
            tabs: { get: (which?: unknown) => this.tabs.get(which as string), forEach: (act: (tab: Part) => void) => { this.tabs.forEach(act); } },
        };
    }

    private braced(): string {
        return this.id === undefined ? "" : bracedId(this.id);
    }
}

function isSent(attribute: FormAttribute): boolean {
    const mode = attribute.getSubmitMode();
    return mode !== "never" && attribute.getAttributeType() !== "lookup" && (mode === "always" || attribute.getIsDirty());
}

function parametersIn(handler: Handler): unknown[] {
    return handler.parameters === undefined ? [] : (JSON.parse(`[${handler.parameters}]`) as unknown[]);
}

function remove(handlers: Save[], handler: Save): void {
    const index = handlers.indexOf(handler);
    if (index >= 0) {
        handlers.splice(index, 1);
    }
}

