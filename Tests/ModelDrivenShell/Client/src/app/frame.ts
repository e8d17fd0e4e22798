import type { Definitions } from "../dataverse/definitions";
import { messageOf } from "../dataverse/http";
import { button, element } from "../page/element";
import { text } from "../page/texts";
import { hasPrivilege, type User } from "../session";
import { readApps, readSiteMap, type App } from "./apps";
import { hashOf, placeOf, type Place } from "./places";
import { note, type Pages } from "./pages";
import { addressOf } from "./resources";
import type { Area, Entry } from "./site-map";

const webResource = "$webresource:";

/** The page around the pages: who is signed in, the apps, the navigation of the app, and what it shows. */
export class Frame {
    private readonly main = element("main", { id: "main" });
    private readonly navigation = element("nav", { "aria-label": text("navigation") });
    private app: App | undefined;
    private apps: readonly App[] = [];
    private turn = 0;

    constructor(
        private readonly user: User,
        private readonly definitions: Definitions,
        private readonly pages: Pages,
        private readonly signOut: () => void,
    ) {}

    /** Puts the frame into the page and shows what the address says. */
    async start(root: HTMLElement): Promise<void> {
        this.apps = await readApps(this.user);
        const home = element("a", { href: hashOf({ kind: "apps" }) }, text("apps"));
        const banner = element("header", { class: "banner" }, home, element("span", { class: "user" }, this.user.name), button(text("signOut"), this.signOut));
        root.replaceChildren(banner, this.navigation, this.main);
        addEventListener("hashchange", () => void this.show());
        await this.show();
    }

    private async show(): Promise<void> {
        const turn = ++this.turn;
        this.main.setAttribute("aria-busy", "true");
        const content = await this.contentOf(placeOf(location.hash)).catch(refusal);
        if (turn === this.turn) {
            this.main.replaceChildren(content);
            this.main.removeAttribute("aria-busy");
            this.main.querySelector<HTMLElement>("h1")?.focus();
        }
    }

    private async contentOf(place: Place): Promise<HTMLElement> {
        if (place.kind === "apps") {
            this.navigation.replaceChildren();
            return this.choiceOfApps();
        }

        const areas = await this.enter(place.app);
        switch (place.kind) {
            case "list":
                return this.pages.list(place.table, place.view);
            case "dashboard":
                return this.pages.dashboard(place.id);
            case "record":
                return this.pages.record(place.table, place.id);
            default:
                return this.first(areas, place.app);
        }
    }

    private choiceOfApps(): HTMLElement {
        if (this.apps.length === 0) {
            return note(text("noApp"));
        }

        const items = this.apps.map((app) => element("li", {}, element("a", { href: hashOf({ kind: "app", app: app.uniqueName }) }, app.name)));
        return element("div", { class: "apps" }, element("h1", { tabindex: "-1" }, text("apps")), element("ul", {}, ...items));
    }

    // An app that the user's roles do not open is not there.
    private async enter(uniqueName: string): Promise<Area[]> {
        const app = this.apps.find((one) => one.uniqueName === uniqueName);
        if (app === undefined) {
            throw new Error(text("noApp"));
        }

        const areas = (await readSiteMap(app)).map((area) => this.openTo(area));
        if (this.app !== app || this.navigation.childElementCount === 0) {
            this.app = app;
            this.navigation.replaceChildren(element("p", { class: "app" }, app.name), ...(await Promise.all(areas.map((area) => this.areaOf(area)))));
        }

        return areas;
    }

    private openTo(area: Area): Area {
        const isOpen = (entry: Entry): boolean => entry.privileges.every((name) => hasPrivilege(this.user.privileges, name) !== false);
        const groups = area.groups.map((group) => ({ ...group, entries: group.entries.filter(isOpen) }));
        return { ...area, groups: groups.filter((group) => group.entries.length > 0) };
    }

    private async areaOf(area: Area): Promise<HTMLElement> {
        const groups = await Promise.all(
            area.groups.map(async (group) => {
                const entries = await Promise.all(group.entries.map((entry) => this.linkOf(entry)));
                const heading = group.label === "" ? undefined : element("h2", {}, group.label);
                return element("section", {}, heading, element("ul", {}, ...entries.map((entry) => element("li", {}, entry))));
            }),
        );
        return element("div", { class: "area" }, ...groups);
    }

    private async linkOf(entry: Entry): Promise<HTMLElement> {
        const { table, address, label, dashboard } = entry;
        if (dashboard !== undefined) {
            return element("a", { href: hashOf({ kind: "dashboard", app: this.app?.uniqueName ?? "", id: dashboard }) }, label);
        }

        if (table !== undefined) {
            const href = hashOf({ kind: "list", app: this.app?.uniqueName ?? "", table, view: undefined });
            return element("a", { href }, label || (await this.labelOf(table)));
        }

        const isResource = address?.startsWith(webResource) === true;
        return isResource
            ? element("a", { href: addressOf(address.slice(webResource.length)) }, label)
            : element("span", { class: "unavailable", title: text("notHere") }, label || entry.id);
    }

    // Who may not read a table still sees that the app has it.
    private async labelOf(table: string): Promise<string> {
        try {
            return (await this.definitions.table(table)).label;
        } catch {
            return table;
        }
    }

    private first(areas: readonly Area[], app: string): Promise<HTMLElement> {
        const entries = areas.flatMap((area) => area.groups.flatMap((group) => group.entries));
        const entry = entries.find((one) => one.table !== undefined || one.dashboard !== undefined);
        if (entry?.dashboard !== undefined) {
            history.replaceState(null, "", hashOf({ kind: "dashboard", app, id: entry.dashboard }));
            return this.pages.dashboard(entry.dashboard);
        }

        if (entry?.table === undefined) {
            return Promise.resolve(note(text("notHere")));
        }

        history.replaceState(null, "", hashOf({ kind: "list", app, table: entry.table, view: undefined }));
        return this.pages.list(entry.table, undefined);
    }
}

function refusal(error: unknown): HTMLElement {
    return element("p", { role: "alert", class: "note" }, messageOf(error));
}
