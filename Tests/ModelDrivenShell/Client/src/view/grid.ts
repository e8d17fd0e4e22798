import type { Definitions, Table } from "../dataverse/definitions";
import type { Row } from "../dataverse/http";
import { plainId } from "../dataverse/ids";
import { button, element } from "../page/element";
import { text } from "../page/texts";
import { textOf } from "./cells";
import { orderIn, type Asked, type Order } from "./fetch";
import { columnsIn, type ViewColumn } from "./layout";
import { readPage, type View } from "./views";

const numeric = new Set(["Money", "Decimal", "Double", "Integer", "BigInt"]);

/** What a grid is given. */
export interface GridSettings {
    readonly rowsPerPage: number;
    readonly asked?: Asked;
    readonly isMultiple?: boolean;
    readonly open: (table: string, id: string) => void;
    readonly onSelect?: () => void;
}

/** The rows of a view as a table: pages, order by a click on a heading, selection by boxes. */
export class Grid {
    readonly root = element("div", { class: "grid" });
    private view: View | undefined;
    private table: Table | undefined;
    private order: Order | undefined;
    private number = 1;
    private rows: readonly Row[] = [];
    private hasMore = false;
    private chosen = new Map<string, Row>();
    private turn = 0;
    private narrowed: Asked = {};

    constructor(
        private readonly definitions: Definitions,
        private readonly settings: GridSettings,
    ) {}

    /** The rows that are chosen, of this page. */
    get selected(): readonly Row[] {
        return [...this.chosen.values()];
    }

    /** The rows of this page. */
    get all(): readonly Row[] {
        return this.rows;
    }

    get shown(): View | undefined {
        return this.view;
    }

    get definition(): Table | undefined {
        return this.table;
    }

    /** Shows a view from its first page on. */
    async show(view: View, asked: Asked = {}): Promise<void> {
        this.view = view;
        this.table = await this.definitions.table(view.table);
        this.order = orderIn(view.fetchXml);
        this.number = 1;
        this.narrowed = asked;
        await this.refresh();
    }

    /** Reads the page anew; what was chosen is not chosen any more. */
    async refresh(): Promise<void> {
        if (this.view === undefined) {
            return;
        }

        const turn = ++this.turn;
        const page = await readPage(this.definitions, this.view, {
            ...this.settings.asked,
            ...this.narrowed,
            page: this.number,
            count: this.settings.rowsPerPage,
            order: this.order,
        });
        if (turn === this.turn) {
            this.rows = page.rows;
            this.hasMore = page.hasMore;
            this.chosen = new Map();
            this.render(this.view);
            this.settings.onSelect?.();
        }
    }

    private render(view: View): void {
        const columns = columnsIn(view.layoutXml);
        const head = element("tr", {}, element("th", { class: "choice" }, this.allBox()), ...columns.map((column) => this.heading(column)));
        const body = element("tbody", {}, ...this.rows.map((row) => this.line(row, columns)));
        const table = element("table", { "aria-label": view.name }, element("thead", {}, head), body);
        const none = this.rows.length === 0 ? element("p", { class: "none" }, text("noRows")) : undefined;
        const scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": view.name }, table);
        this.root.replaceChildren(scroll, ...(none ? [none] : []), this.pager());
    }

    private heading(column: ViewColumn): HTMLElement {
        const isOrder = this.order?.column === column.name;
        const label = this.table?.columns.get(column.name)?.label ?? column.name;
        const heading = element("th", { scope: "col", "aria-sort": isOrder && (this.order?.isDescending === true ? "descending" : "ascending") });
        // Columns behind a lookup are ordered by their own view only.
        const isOwn = !column.name.includes(".");
        heading.append(isOwn ? button(label, () => void this.sortBy(column.name)) : label);
        return heading;
    }

    private line(row: Row, columns: readonly ViewColumn[]): HTMLElement {
        const id = this.idOf(row);
        const line = element("tr", { "data-id": id }, element("td", { class: "choice" }, this.box(row, id)));
        columns.forEach((column, index) => {
            const shown = textOf(row, column.name);
            const isNumber = numeric.has(this.table?.columns.get(column.name)?.type ?? "");
            line.append(element("td", { class: isNumber && "number" }, index === 0 ? this.link(row, id, shown) : shown));
        });
        return line;
    }

    private link(row: Row, id: string, shown: string): HTMLElement {
        const name = shown || textOf(row, this.table?.nameColumn ?? "") || id;
        const link = element("a", { href: "#" }, name);
        link.addEventListener("click", (event) => {
            event.preventDefault();
            this.settings.open(this.table?.name ?? "", id);
        });
        return link;
    }

    private box(row: Row, id: string): HTMLElement {
        const name = textOf(row, this.table?.nameColumn ?? "") || id;
        const box = element("input", { type: "checkbox", "aria-label": text("select", name) });
        box.addEventListener("change", () => {
            this.choose(row, id, box.checked);
        });
        return box;
    }

    private allBox(): HTMLElement | undefined {
        if (this.settings.isMultiple === false) {
            return undefined;
        }

        const box = element("input", { type: "checkbox", "aria-label": text("selectAll") });
        box.addEventListener("change", () => {
            this.chosen = new Map(box.checked ? this.rows.map((row) => [this.idOf(row), row]) : []);
            this.showChoice();
        });
        return box;
    }

    private choose(row: Row, id: string, isChosen: boolean): void {
        if (this.settings.isMultiple === false) {
            this.chosen.clear();
        }

        if (isChosen) {
            this.chosen.set(id, row);
        } else {
            this.chosen.delete(id);
        }

        this.showChoice();
    }

    private showChoice(): void {
        for (const line of this.root.querySelectorAll<HTMLElement>("tbody tr")) {
            const box = line.querySelector("input");
            if (box !== null) {
                box.checked = this.chosen.has(line.dataset["id"] ?? "");
            }
        }

        this.settings.onSelect?.();
    }

    private pager(): HTMLElement {
        const previous = button(text("previous"), () => void this.turnTo(this.number - 1));
        const next = button(text("next"), () => void this.turnTo(this.number + 1));
        previous.disabled = this.number === 1;
        next.disabled = !this.hasMore;
        return element("div", { class: "pager" }, previous, element("span", { role: "status" }, text("page", String(this.number))), next);
    }

    private async turnTo(number: number): Promise<void> {
        this.number = number;
        await this.refresh();
    }

    private async sortBy(column: string): Promise<void> {
        this.order = { column, isDescending: this.order?.column === column && !this.order.isDescending };
        this.number = 1;
        await this.refresh();
        this.root.querySelector<HTMLElement>("th[aria-sort] button")?.focus();
    }

    private idOf(row: Row): string {
        return plainId((row[this.table?.idColumn ?? ""] ?? "") as string);
    }
}
