import { button, element, freshId } from "./element";
import { text } from "./texts";

/** How a dialog is to look. */
export interface Look {
    readonly title?: string | undefined;
    readonly height?: number | undefined;
    readonly width?: number | undefined;
    readonly role?: "alertdialog" | "dialog";
}

/** A choice at the foot of a dialog. */
export interface Choice {
    readonly label: string;
    readonly value: string;
    readonly isPrimary?: boolean;
}

/** Shows content as a native modal dialog until a choice is taken. Escape takes none. The browser gives the focus back to where it was. */
export async function showModal(content: Node, choices: readonly Choice[], look: Look = {}): Promise<string> {
    const title = freshId("title");
    const body = freshId("body");
    const dialog = element("dialog", {
        role: look.role ?? "dialog",
        "aria-labelledby": look.title !== undefined && look.title !== "" && title,
        "aria-label": (look.title === undefined || look.title === "") && text("error"),
        "aria-describedby": body,
    });
    if (look.title !== undefined && look.title !== "") {
        dialog.append(element("h2", { id: title }, look.title));
    }

    const foot = element("div", { class: "foot" });
    for (const choice of choices) {
        const isPrimary = choice.isPrimary === true;
        const taken = button(choice.label, () => { dialog.close(choice.value); }, { class: isPrimary && "primary", autofocus: isPrimary });
        foot.append(taken);
    }

    dialog.append(element("div", { id: body, class: "body" }, content), foot);
    sized(dialog, look);
    return open(dialog);
}

/** Shows a page within a dialog until it closes itself, by `window.close()`, or the user closes it. */
export async function showPage(address: string, look: Look): Promise<void> {
    const frame = element("iframe", { src: address, title: look.title ?? address });
    const shown = showModal(frame, [{ label: text("close"), value: "" }], look);
    const dialog = frame.closest("dialog");
    frame.addEventListener("load", () => {
        if (frame.contentWindow !== null) {
            frame.contentWindow.close = () => dialog?.close("");
            frame.contentWindow.focus();
        }
    });
    await shown;
}

function open(dialog: HTMLDialogElement): Promise<string> {
    const before = document.activeElement;
    document.body.append(dialog);
    return new Promise((resolve) => {
        dialog.addEventListener("close", () => {
            dialog.remove();
            if (before instanceof HTMLElement && before.isConnected) {
                before.focus();
            }

            resolve(dialog.returnValue);
        });
        dialog.showModal();
    });
}

function sized(dialog: HTMLDialogElement, { height, width }: Look): void {
    if (width !== undefined) {
        dialog.style.width = `${String(width)}px`;
    }

    if (height !== undefined) {
        dialog.style.minHeight = `${String(height)}px`;
    }
}
