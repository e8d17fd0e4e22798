/** What a page shows. */
export type Place =
    | { readonly kind: "apps" }
    | { readonly kind: "app"; readonly app: string }
    | { readonly kind: "list"; readonly app: string; readonly table: string; readonly view: string | undefined }
    | { readonly kind: "dashboard"; readonly app: string; readonly id: string }
    | { readonly kind: "record"; readonly app: string; readonly table: string; readonly id: string | undefined };

/** The address of a place. */
export function hashOf(place: Place): string {
    switch (place.kind) {
        case "apps":
            return "#/";
        case "app":
            return `#/${place.app}`;
        case "list":
            return `#/${place.app}/list/${place.table}${place.view === undefined ? "" : `/${place.view}`}`;
        case "dashboard":
            return `#/${place.app}/dashboard/${place.id}`;
        case "record":
            return `#/${place.app}/record/${place.table}${place.id === undefined ? "" : `/${place.id}`}`;
    }
}

/** The place of an address. */
export function placeOf(hash: string): Place {
    const [app, kind, table, id] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
    if (app === undefined || app === "") {
        return { kind: "apps" };
    }

    if (table !== undefined && kind === "dashboard") {
        return { kind, app, id: table };
    }

    if (table !== undefined && kind === "list") {
        return { kind, app, table, view: id };
    }

    return table !== undefined && kind === "record" ? { kind, app, table, id } : { kind: "app", app };
}
