import { element, freshId } from "../page/element";
import type { Part } from "./part";

interface Entry {
    readonly part: Part;
    readonly tab: HTMLButtonElement;
    readonly panel: HTMLElement;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The tabs of a form, by the pattern of the ARIA practices: arrow keys go along, one panel is shown. */
export class Tabs {
    readonly root = element("div", { class: "tabs" });
    private readonly list = element("div", { role: "tablist" });
    private readonly entries: Entry[] = [];

    constructor() {
        this.root.append(this.list);
        this.list.addEventListener("keydown", (event) => {
            this.step(steps[event.key] ?? 0);
        });
    }

    add(part: Part, content: HTMLElement): void {
        const [id, panelId] = [freshId("tab"), freshId("panel")];
        const tab = element("button", { type: "button", role: "tab", id, "aria-controls": panelId });
        const panel = element("div", { role: "tabpanel", id: panelId, "aria-labelledby": id }, content);
        const entry = { part, tab, panel };
        this.entries.push(entry);
        this.list.append(tab);
        this.root.append(panel);
        tab.addEventListener("click", () => {
            this.choose(entry);
        });
        part.watch(() => {
            this.start();
        });
    }

    /** Shows the tab that was shown before, or the first one that may be. */
    start(): void {
        const visible = this.entries.filter((entry) => entry.part.getVisible());
        const chosen = visible.find((entry) => entry.tab.getAttribute("aria-selected") === "true") ?? visible[0];
        for (const entry of this.entries) {
            entry.tab.replaceChildren(entry.part.getLabel());
            entry.tab.hidden = !entry.part.getVisible();
        }

        if (chosen !== undefined) {
            this.choose(chosen);
        }
    }

    private choose(chosen: Entry): void {
        for (const entry of this.entries) {
            const isChosen = entry === chosen;
            entry.tab.setAttribute("aria-selected", String(isChosen));
            entry.tab.tabIndex = isChosen ? 0 : -1;
            entry.panel.hidden = !isChosen;
        }
    }

    private step(by: number): void {
        const visible = this.entries.filter((entry) => entry.part.getVisible());
        const at = visible.findIndex((entry) => entry.tab.getAttribute("aria-selected") === "true");
        const next = by === 0 ? undefined : visible[(at + by + visible.length) % visible.length];
        if (next !== undefined) {
            this.choose(next);
            next.tab.focus();
        }
    }
}
