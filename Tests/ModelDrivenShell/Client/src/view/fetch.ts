import { attribute, child, children, parseXml, xmlOf } from "../xml";
import { plainId } from "../dataverse/ids";

/** An order that replaces that of the view. */
export interface Order {
    readonly column: string;
    readonly isDescending: boolean;
}

/** What is asked for beyond the view itself. */
export interface Asked {
    readonly page?: number;
    readonly count?: number;
    readonly order?: Order | undefined;
    /** Only rows that refer to this one. */
    readonly related?: { readonly column: string; readonly id: string } | undefined;
    /** Further filters, as FetchXML. */
    readonly filters?: readonly string[];
    /** Only rows whose name begins with this. */
    readonly search?: { readonly column: string; readonly text: string } | undefined;
}

/** The view's question, with what is asked for beyond it. */
export function fetchOf(fetchXml: string, asked: Asked): string {
    const fetch = parseXml(fetchXml);
    const entity = child(fetch, "entity");
    if (entity === undefined) {
        throw new Error("The view's FetchXML has no entity.");
    }

    if (asked.page !== undefined && asked.count !== undefined) {
        fetch.removeAttribute("top");
        fetch.setAttribute("page", String(asked.page));
        fetch.setAttribute("count", String(asked.count));
    }

    sort(entity, asked.order);
    for (const filter of filtersOf(asked)) {
        entity.append(entity.ownerDocument.importNode(parseXml(filter), true));
    }

    return xmlOf(fetch);
}

/** The order that a view has of its own. */
export function orderIn(fetchXml: string): Order | undefined {
    const order = child(child(parseXml(fetchXml), "entity"), "order");
    const column = order && attribute(order, "attribute");
    return order === undefined || column === undefined ? undefined : { column, isDescending: attribute(order, "descending") === "true" };
}

function sort(entity: Element, order: Order | undefined): void {
    if (order === undefined) {
        return;
    }

    for (const old of children(entity, "order")) {
        old.remove();
    }

    const made = entity.ownerDocument.createElement("order");
    made.setAttribute("attribute", order.column);
    made.setAttribute("descending", String(order.isDescending));
    entity.append(made);
}

function filtersOf({ related, filters = [], search }: Asked): string[] {
    return [
        ...filters,
        ...(related === undefined ? [] : [condition(related.column, "eq", plainId(related.id))]),
        ...(search === undefined || search.text === "" ? [] : [condition(search.column, "like", `${search.text}%`)]),
    ];
}

function condition(column: string, operator: string, value: string): string {
    const filter = parseXml("<filter />");
    const made = filter.ownerDocument.createElement("condition");
    made.setAttribute("attribute", column);
    made.setAttribute("operator", operator);
    made.setAttribute("value", value);
    filter.append(made);
    return xmlOf(filter);
}
