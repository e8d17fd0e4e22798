import { element } from "./element";

let shown: HTMLDialogElement | undefined;

/** Says that something is under way, in the way of everything else; called again it says something else. */
export function showProgress(message: string): void {
    if (shown === undefined) {
        shown = element("dialog", { class: "progress", "aria-label": message }, element("p", { role: "status" }));
        shown.addEventListener("cancel", (event) => {
            event.preventDefault();
        });
        document.body.append(shown);
        shown.showModal();
    }

    shown.setAttribute("aria-label", message);
    shown.querySelector("p")?.replaceChildren(message);
}

/** Ends what `showProgress` began. */
export function closeProgress(): void {
    shown?.close();
    shown?.remove();
    shown = undefined;
}
