import { element } from "../page/element";

/** What a form tells at its top; one message for each id. */
export class Notifications {
    readonly root = element("div", { class: "notifications", "aria-live": "polite" });
    private readonly shown = new Map<string, HTMLElement>();

    set(message: string, level: string, id: string): boolean {
        const made = element("p", { class: `notification ${level.toLowerCase()}`, role: level === "ERROR" ? "alert" : "status", "data-id": id }, message);
        const old = this.shown.get(id);
        // Said again it is not read out again.
        if (old?.textContent === message && old.className === made.className) {
            return true;
        }

        old?.remove();
        this.shown.set(id, made);
        this.root.append(made);
        return true;
    }

    clear(id: string): boolean {
        this.shown.get(id)?.remove();
        return this.shown.delete(id);
    }
}
