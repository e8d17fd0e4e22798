import { JSDOM } from "jsdom";

const names = ["document", "DOMParser", "XMLSerializer", "HTMLElement", "HTMLInputElement", "HTMLSelectElement", "HTMLTextAreaElement", "location"] as const;

let made: Event | undefined;

/** Puts a fresh browser into the process, before the modules that need it run. */
export function openBrowser(): void {
    const { window } = new JSDOM("<!DOCTYPE html><body></body>", { url: "http://shell.test/#/app" });
    const dialog = window.HTMLDialogElement.prototype;
    // The dialogs of jsdom do not open.
    dialog.showModal = function showModal(): void {
        this.open = true;
    };
    dialog.close = function close(value = ""): void {
        this.open = false;
        this.returnValue = value;
        this.dispatchEvent(new window.Event("close"));
    };
    made = new window.Event("change");
    for (const name of names) {
        Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
    }

    Object.assign(globalThis, { CSS: { escape: (text: string) => text } });
}

/** Clicks what has this text. */
export function click(text: string): void {
    const found = [...document.querySelectorAll<HTMLElement>("button, a")].find((one) => one.textContent === text);
    if (found === undefined) {
        throw new Error(`Nothing to click says ${text}: ${document.body.textContent}`);
    }

    found.click();
}

/** What an entry tells once it is changed. */
export function changed(): Event {
    if (made === undefined) {
        throw new Error("There is no browser.");
    }

    return made;
}
