import { attribute, below, children, labelsIn, parseXml } from "../xml";
import { plainId } from "../dataverse/ids";
import { labelIn } from "../page/texts";

/** An entry of the navigation. */
export interface Entry {
    readonly id: string;
    readonly label: string;
    readonly table: string | undefined;
    readonly address: string | undefined;
    readonly dashboard: string | undefined;
    /** Who lacks one of them does not see it. */
    readonly privileges: readonly string[];
}

/** Entries that stand together. */
export interface Group {
    readonly label: string;
    readonly entries: readonly Entry[];
}

/** A part of the navigation. */
export interface Area {
    readonly label: string;
    readonly groups: readonly Group[];
}

/** Reads a site map. An entry without a title has the name of its table, which is known later. */
export function siteMapIn(xml: string): Area[] {
    const root = parseXml(xml);
    const areas = root.localName === "SiteMap" ? children(root, "Area") : below(root, "SiteMap", "Area");
    return areas.map((area) => ({
        label: titleOf(area),
        groups: children(area, "Group").map((group) => ({ label: titleOf(group), entries: children(group, "SubArea").map(entryOf) })),
    }));
}

function entryOf(element: Element): Entry {
    const dashboard = attribute(element, "DefaultDashboard");
    return {
        id: attribute(element, "Id") ?? "",
        label: titleOf(element),
        table: attribute(element, "Entity"),
        address: attribute(element, "Url"),
        dashboard: dashboard && plainId(dashboard),
        privileges: children(element, "Privilege").flatMap(privilegesIn),
    };
}

function privilegesIn(element: Element): string[] {
    const rights = (attribute(element, "Privilege") ?? "Read").split(",");
    return rights.map((right) => `prv${right.trim()}${attribute(element, "Entity") ?? ""}`);
}

function titleOf(element: Element): string {
    return labelIn(labelsIn(element, "Titles", "Title", "LCID")) || (attribute(element, "Title") ?? "");
}
