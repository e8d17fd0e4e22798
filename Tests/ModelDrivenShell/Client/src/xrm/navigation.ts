import { addressOf } from "../app/resources";
import { hashOf, placeOf, type Place } from "../app/places";
import { messageOf } from "../dataverse/http";
import { plainId } from "../dataverse/ids";
import { element } from "../page/element";
import { showModal, showPage } from "../page/modal";
import { text } from "../page/texts";

interface Size {
    readonly height?: number;
    readonly width?: number;
}

interface Page {
    readonly pageType: string;
    readonly entityName?: string;
    readonly entityId?: string;
    readonly viewId?: string;
    readonly webresourceName?: string;
    readonly data?: string;
}

interface Target {
    readonly target?: number;
    readonly title?: string;
    readonly height?: number | { readonly value: number; readonly unit: string };
    readonly width?: number | { readonly value: number; readonly unit: string };
}

const dialog = 2;

/** `Xrm.Navigation` (https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/reference/xrm-navigation). */
export const navigation = {
    async openAlertDialog(strings: Xrm.Navigation.AlertStrings, size: Size = {}): Promise<void> {
        const ok = { label: strings.confirmButtonLabel ?? text("ok"), value: "", isPrimary: true };
        await showModal(paragraph(strings.text), [ok], { title: strings.title, ...size, role: "alertdialog" });
    },

    async openConfirmDialog(strings: Xrm.Navigation.ConfirmStrings, size: Size = {}): Promise<{ confirmed: boolean }> {
        const choices = [
            { label: strings.confirmButtonLabel ?? text("ok"), value: "yes", isPrimary: true },
            { label: strings.cancelButtonLabel ?? text("cancel"), value: "" },
        ];
        const lines = [strings.subtitle ?? "", strings.text].filter((line) => line !== "").join("\n");
        const taken = await showModal(paragraph(lines), choices, { title: strings.title, ...size, role: "alertdialog" });
        return { confirmed: taken === "yes" };
    },

    async openErrorDialog(options: Xrm.Navigation.ErrorDialogOptions): Promise<void> {
        const { details, errorCode } = options;
        const message = options.message ?? `0x${((errorCode ?? 0) >>> 0).toString(16)}`;
        const content = element("div", {}, paragraph(message), details === undefined ? undefined : element("pre", {}, details));
        await showModal(content, [{ label: text("ok"), value: "", isPrimary: true }], { title: text("error"), role: "alertdialog" });
    },

    async openForm(options: Xrm.Navigation.EntityFormOptions): Promise<{ savedEntityReference: [] }> {
        go({ kind: "record", app: appNow(), table: options.entityName ?? "", id: options.entityId === undefined ? undefined : plainId(options.entityId) });
        return Promise.resolve({ savedEntityReference: [] });
    },

    async navigateTo(page: Page, target: Target = {}): Promise<unknown> {
        switch (page.pageType) {
            case "webresource":
                return toWebResource(page, target);
            case "entityrecord":
                go({ kind: "record", app: appNow(), table: page.entityName ?? "", id: page.entityId === undefined ? undefined : plainId(page.entityId) });
                return undefined;
            case "entitylist":
                go({ kind: "list", app: appNow(), table: page.entityName ?? "", view: page.viewId === undefined ? undefined : plainId(page.viewId) });
                return undefined;
            default:
                throw new Error(`${page.pageType}: ${text("notHere")}`);
        }
    },

    openUrl(url: string): void {
        globalThis.open(url, "_blank", "noopener");
    },

    openWebResource(name: string, _options?: unknown, data?: string): void {
        globalThis.open(withData(name, data), "_blank");
    },
};

/** Tells an error in the words it came with. */
export async function tellError(error: unknown): Promise<void> {
    await navigation.openErrorDialog({ message: messageOf(error) });
}

async function toWebResource(page: Page, target: Target): Promise<void> {
    const address = withData(page.webresourceName ?? "", page.data);
    if (target.target !== dialog) {
        globalThis.location.assign(address);
        return;
    }

    await showPage(address, { title: target.title, height: pixels(target.height), width: pixels(target.width) });
}

function withData(name: string, data: string | undefined): string {
    return data === undefined ? addressOf(name) : `${addressOf(name)}?data=${encodeURIComponent(data)}`;
}

// A share of the window is left to the style.
function pixels(size: Target["height"]): number | undefined {
    if (typeof size === "number") {
        return size;
    }

    return size?.unit === "px" ? size.value : undefined;
}

function paragraph(lines: string): HTMLElement {
    return element("p", { class: "lines" }, lines);
}

function go(place: Place): void {
    location.hash = hashOf(place);
}

function appNow(): string {
    const place = placeOf(location.hash);
    return place.kind === "apps" ? "" : place.app;
}
