import { labelIn } from "../page/texts";
import { attribute, below, child, flag, labelsIn, parseXml } from "../xml";

/** What stands in a cell of a form. */
export interface Cell {
    readonly id: string;
    readonly label: string;
    readonly showsLabel: boolean;
    readonly isVisible: boolean;
    readonly isDisabled: boolean;
    readonly column: string | undefined;
    readonly subgrid: Subgrid | undefined;
    readonly webResource: string | undefined;
}

/** A list on a form. */
export interface Subgrid {
    readonly viewId: string;
    readonly table: string;
    readonly relationship: string | undefined;
    readonly rowsPerPage: number;
    /** The chart that is shown instead of the rows. */
    readonly chartId: string | undefined;
}

/** Cells that stand together. */
export interface Section {
    readonly name: string;
    readonly label: string;
    readonly showsLabel: boolean;
    readonly isVisible: boolean;
    readonly cells: readonly Cell[];
}

/** A page of a form. */
export interface Tab {
    readonly name: string;
    readonly label: string;
    readonly isVisible: boolean;
    readonly columns: readonly (readonly Section[])[];
}

/** A function of a script that is called on an event. */
export interface Handler {
    readonly event: string;
    readonly column: string | undefined;
    readonly library: string;
    readonly name: string;
    readonly takesContext: boolean;
    readonly parameters: string | undefined;
}

/** A form, as its definition says. */
export interface FormLayout {
    readonly tabs: readonly Tab[];
    readonly header: readonly Cell[];
    readonly libraries: readonly string[];
    readonly handlers: readonly Handler[];
}

const subgridClass = "E7A81278-8635-4D9E-8D4D-59480B391C5B";
const defaultRows = 4;

/** Reads a form. */
export function layoutIn(formXml: string): FormLayout {
    const root = parseXml(formXml);
    const form = root.localName === "forms" ? child(root, "form") : root;
    return {
        tabs: below(form, "tabs", "tab").map(tabOf),
        header: below(child(form, "header"), "rows", "row", "cell").map(cellOf).filter(isFilled),
        libraries: below(form, "formLibraries", "Library").map((library) => attribute(library, "name") ?? ""),
        handlers: below(form, "events", "event").flatMap(handlersOf),
    };
}

function tabOf(tab: Element): Tab {
    return {
        name: attribute(tab, "name") ?? attribute(tab, "id") ?? "",
        label: labelOf(tab),
        isVisible: flag(tab, "visible", true),
        columns: below(tab, "columns", "column").map((column) => below(column, "sections", "section").map(sectionOf)),
    };
}

function sectionOf(section: Element): Section {
    return {
        name: attribute(section, "name") ?? attribute(section, "id") ?? "",
        label: labelOf(section),
        showsLabel: flag(section, "showlabel", true),
        isVisible: flag(section, "visible", true),
        cells: below(section, "rows", "row", "cell").map(cellOf).filter(isFilled),
    };
}

function cellOf(cell: Element): Cell {
    const control = child(cell, "control");
    const parameters = child(control, "parameters");
    return {
        id: (control && attribute(control, "id")) ?? "",
        label: labelOf(cell),
        showsLabel: flag(cell, "showlabel", true),
        isVisible: flag(cell, "visible", true),
        isDisabled: control !== undefined && flag(control, "disabled", false),
        column: control && attribute(control, "datafieldname"),
        subgrid: control !== undefined && isSubgrid(control) ? subgridOf(parameters) : undefined,
        webResource: child(parameters, "Url")?.textContent ?? undefined,
    };
}

function isFilled(cell: Cell): boolean {
    return cell.id !== "";
}

function isSubgrid(control: Element): boolean {
    return flag(control, "indicationOfSubgrid", false) || (attribute(control, "classid") ?? "").toUpperCase().includes(subgridClass);
}

function subgridOf(parameters: Element | undefined): Subgrid {
    const value = (name: string): string | undefined => child(parameters, name)?.textContent || undefined;
    return {
        viewId: value("ViewId") ?? "",
        table: value("TargetEntityType") ?? "",
        relationship: value("RelationshipName"),
        rowsPerPage: Number(value("RecordsPerPage") ?? defaultRows),
        chartId: value("ChartGridMode") === "Chart" ? value("VisualizationId") : undefined,
    };
}

function handlersOf(event: Element): Handler[] {
    const handlers = [...below(event, "Handlers", "Handler"), ...below(event, "InternalHandlers", "Handler")];
    return handlers
        .filter((handler) => flag(handler, "enabled", true))
        .map((handler) => ({
            event: (attribute(event, "name") ?? "").toLowerCase(),
            column: attribute(event, "attribute"),
            library: attribute(handler, "libraryName") ?? "",
            name: attribute(handler, "functionName") ?? "",
            takesContext: flag(handler, "passExecutionContext", false),
            parameters: attribute(handler, "parameters"),
        }));
}

function labelOf(parent: Element): string {
    return labelIn(labelsIn(parent, "labels", "label", "languagecode"));
}

/** All cells of a form, tab by tab. */
export function cellsIn(layout: FormLayout): Cell[] {
    return layout.tabs.flatMap((tab) => tab.columns.flat().flatMap((section) => section.cells));
}

