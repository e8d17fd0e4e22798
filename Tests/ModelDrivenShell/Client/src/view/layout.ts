import { attribute, child, children, parseXml } from "../xml";

/** A column that a view shows. */
export interface ViewColumn {
    readonly name: string;
    readonly width: number;
    readonly isHidden: boolean;
}

/** Reads the columns of a view. */
export function columnsIn(layoutXml: string): ViewColumn[] {
    const grid = parseXml(layoutXml);
    return children(child(grid, "row"), "cell")
        .map((cell) => ({
            name: attribute(cell, "name") ?? "",
            width: Number(attribute(cell, "width") ?? 100),
            isHidden: attribute(cell, "ishidden") === "1",
        }))
        .filter((column) => column.name !== "" && !column.isHidden);
}
