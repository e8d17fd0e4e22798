import type { Definitions } from "../dataverse/definitions";
import { button, element, freshId } from "../page/element";
import { text } from "../page/texts";
import type { WebApi } from "../dataverse/web-api";
import { readDashboard } from "../dashboard/dashboard";
import { readForm } from "../form/forms";
import { RecordForm } from "../form/form";
import { GridControl } from "../form/subgrid";
import { CommandBar } from "../ribbon/command-bar";
import { readRibbon } from "../ribbon/read";
import { Ribbon } from "../ribbon/ribbon";
import type { Situation } from "../ribbon/situation";
import type { User } from "../session";
import { Grid } from "../view/grid";
import { readViews, type View } from "../view/views";
import { tellError } from "../xrm/navigation";

const rowsPerPage = 50;

/** What pages are made of. */
export interface Environment {
    readonly user: User;
    readonly definitions: Definitions;
    readonly webApi: WebApi;
    readonly open: (table: string, id: string) => void;
    readonly openView: (table: string, view: string) => void;
}

/** The pages of an app. */
export class Pages {
    private readonly ribbons = new Map<string, Promise<Ribbon>>();

    constructor(private readonly environment: Environment) {}

    /** The list of a table, with its views. */
    async list(table: string, viewId: string | undefined): Promise<HTMLElement> {
        const views = await readViews(table);
        const view = views.find((one) => one.id === viewId) ?? views[0];
        if (view === undefined) {
            return note(text("noView"));
        }

        const [definition, ribbon] = await this.known(table);
        const grid = new Grid(this.environment.definitions, { rowsPerPage, open: this.environment.open, onSelect: () => void bar.refresh() });
        const control = new GridControl("grid", grid, () => void bar.refresh());
        const refresh = { label: text("refresh"), run: control.refresh };
        const bar = new CommandBar(ribbon, "HomepageGrid", [refresh], () => ({
            ...this.situation(table),
            primaryControl: control,
            selectedControl: control,
            selected: control.chosen,
            count: grid.all.length,
        }));
        await grid.show(view);
        await bar.refresh();
        const heading = element("h1", { tabindex: "-1" }, definition.label);
        document.title = `${definition.label}: ${view.name}`;
        const tools = element("div", { class: "tools" }, heading, this.choiceOf(views, view), this.search(grid, view, definition.nameColumn));
        return element("div", { class: "list" }, bar.root, tools, grid.root);
    }

    /** A record on its form. */
    async record(table: string, id: string | undefined): Promise<HTMLElement> {
        const layout = await readForm(table);
        if (layout === undefined) {
            return note(text("noForm"));
        }

        const [definition, ribbon] = await this.known(table);
        // Scripts that run on load ask for the commands anew before there are any.
        const commands: { bar?: CommandBar } = {};
        const around = {
            ...this.environment,
            refreshCommands: () => void commands.bar?.refresh(),
            commandsOf: (control: GridControl, context: unknown) => this.commandsOf(control, context, id),
            close: () => { history.back(); },
        };
        const form = await RecordForm.open(definition, layout, around, id);
        const told = (work: Promise<void>): void => {
            work.then(() => commands.bar?.refresh()).catch(tellError);
        };
        const own = [
            { label: text("save"), run: () => { told(form.save()); } },
            { label: text("refresh"), run: () => { told(form.refresh()); } },
        ];
        const bar = new CommandBar(ribbon, "Form", own, () => ({
            ...this.situation(table),
            primaryControl: form.context,
            recordId: form.recordId,
            formState: form.state,
            value: (column) => form.valueOf(column),
        }));
        commands.bar = bar;
        await bar.refresh();
        return element("div", { class: "record" }, bar.root, form.root);
    }

    /** A dashboard: its lists and charts. */
    async dashboard(id: string): Promise<HTMLElement> {
        const shown = await readDashboard(id, { ...this.environment, commandsOf: (control) => this.commandsOf(control, undefined, undefined) });
        document.title = shown.name;
        return shown.root;
    }

    /** The command bar of a list within a form or a dashboard. */
    private async commandsOf(control: GridControl, context: unknown, recordId: string | undefined): Promise<CommandBar> {
        const table = control.getEntityName();
        const [, ribbon] = await this.known(table);
        const refresh = { label: text("refresh"), run: control.refresh };
        return new CommandBar(ribbon, "SubGrid", [refresh], () => ({
            ...this.situation(table),
            primaryControl: context,
            recordId,
            selectedControl: control,
            selected: control.chosen,
            count: control.grid.all.length,
        }));
    }

    private known(table: string): Promise<[Awaited<ReturnType<Definitions["table"]>>, Ribbon]> {
        const ribbon = this.ribbons.get(table) ?? readRibbon(table);
        this.ribbons.set(table, ribbon);
        return Promise.all([this.environment.definitions.table(table), ribbon]);
    }

    private situation(table: string): Situation {
        return {
            table,
            privileges: this.environment.user.privileges,
            primaryControl: undefined,
            selected: [],
            count: 0,
            recordId: undefined,
            formState: undefined,
            value: () => undefined,
            language: this.environment.user.language,
        };
    }

    private choiceOf(views: readonly View[], shown: View): HTMLElement {
        const id = freshId("view");
        const select = element("select", { id }, ...views.map((view) => element("option", { value: view.id, selected: view === shown }, view.name)));
        select.addEventListener("change", () => {
            this.environment.openView(shown.table, select.value);
        });
        return element("div", { class: "choice-of-view" }, element("label", { for: id }, text("view")), select);
    }

    private search(grid: Grid, view: View, column: string | null): HTMLElement | undefined {
        if (column === null) {
            return undefined;
        }

        const id = freshId("search");
        const entry = element("input", { id, type: "search" });
        const form = element("form", { role: "search" }, element("label", { for: id }, text("search")), entry);
        form.append(button(text("search"), () => { form.requestSubmit(); }));
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            grid.show(view, { search: { column, text: entry.value } }).catch(tellError);
        });
        return form;
    }
}

/** A page that only says something. */
export function note(message: string): HTMLElement {
    return element("p", { class: "note" }, message);
}
