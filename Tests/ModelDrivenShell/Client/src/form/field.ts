import { element, freshId } from "../page/element";
import { shown } from "../view/cells";
import type { FormAttribute } from "./attribute";
import type { Cell } from "./layout";

type Editor = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const numbers = new Set(["integer", "decimal", "double", "money"]);

/** A field of a form: a label and what is entered, or what is only read. */
export class Field {
    readonly root: HTMLElement;
    private readonly label: HTMLLabelElement;
    private readonly editor: Editor | HTMLElement;
    private readonly message = element("p", { class: "message", id: freshId("message"), role: "alert" });
    private readonly notifications = new Map<string, string>();
    private isDisabled: boolean;
    private text: string;

    constructor(
        readonly cell: Cell,
        readonly attribute: FormAttribute,
        private readonly display: () => string,
        private readonly follow: (table: string, id: string) => void,
        isReadOnly: boolean,
    ) {
        this.text = cell.label || attribute.column.label;
        this.isDisabled = cell.isDisabled || isReadOnly;
        const id = freshId("field");
        this.label = element("label", { for: id }, this.text);
        this.editor = this.editorOf(id);
        this.root = element("div", { class: "field", "data-control": cell.id }, this.label, this.editor, this.message);
        this.root.hidden = !cell.isVisible;
        attribute.watchers.push(() => {
            this.show();
        });
        this.show();
    }

    getName = (): string => this.cell.id;
    getControlType = (): string => (this.attribute.getAttributeType() === "lookup" ? "lookup" : "standard");
    getAttribute = (): FormAttribute => this.attribute;
    getLabel = (): string => this.text;
    getDisabled = (): boolean => this.isDisabled;
    getVisible = (): boolean => !this.root.hidden;
    isVisible = (): boolean => this.getVisible();

    setLabel = (label: string): void => {
        this.text = label;
        this.show();
    };

    setDisabled = (isDisabled: boolean): void => {
        this.isDisabled = isDisabled;
        this.show();
    };

    setVisible = (isVisible: boolean): void => {
        this.root.hidden = !isVisible;
    };

    setFocus = (): void => {
        this.editor.focus();
    };

    setNotification = (message: string, id = ""): boolean => {
        this.notifications.set(id, message);
        this.show();
        return true;
    };

    clearNotification = (id = ""): boolean => {
        const was = this.notifications.delete(id);
        this.show();
        return was;
    };

    private editorOf(id: string): Editor | HTMLElement {
        switch (this.attribute.getAttributeType()) {
            case "lookup":
                return element("output", { id });
            case "optionset":
                return this.changing(element("select", { id }, ...this.options()));
            case "boolean":
                return this.changing(element("input", { id, type: "checkbox" }));
            case "memo":
                return this.changing(element("textarea", { id, rows: "3" }));
            case "datetime":
                return this.changing(element("input", { id, type: this.attribute.column.isDateOnly ? "date" : "datetime-local" }));
            default:
                return this.changing(element("input", { id, type: "text", inputmode: numbers.has(this.attribute.getAttributeType()) && "decimal" }));
        }
    }

    private options(): HTMLOptionElement[] {
        const choices = this.attribute.getOptions().map((option) => element("option", { value: String(option.value) }, option.text));
        return [element("option", { value: "" }, "—"), ...choices];
    }

    private changing<T extends Editor>(editor: T): T {
        const { maxLength } = this.attribute.column;
        if (maxLength !== undefined && !(editor instanceof HTMLSelectElement) && editor.type !== "checkbox") {
            editor.maxLength = maxLength;
        }

        editor.addEventListener("change", () => {
            this.attribute.setValue(this.entered(editor));
            this.attribute.fireOnChange();
        });
        return editor;
    }

    private entered(editor: Editor): unknown {
        const type = this.attribute.getAttributeType();
        if (editor instanceof HTMLInputElement && type === "boolean") {
            return editor.checked;
        }

        if (editor.value === "") {
            return null;
        }

        if (type === "datetime") {
            return new Date(this.attribute.column.isDateOnly ? `${editor.value}T00:00:00Z` : editor.value);
        }

        return type === "optionset" || numbers.has(type) ? Number(editor.value.replace(",", ".")) : editor.value;
    }

    private show(): void {
        const isRequired = this.attribute.getRequiredLevel() === "required";
        this.label.replaceChildren(this.text, ...(isRequired ? [element("span", { class: "required", "aria-hidden": "true" }, " *")] : []));
        this.showValue();
        const message = [...this.notifications.values()].join(" ");
        this.message.replaceChildren(message);
        this.message.hidden = message === "";
        if (isEditor(this.editor)) {
            this.editor.disabled = this.isDisabled;
            this.editor.required = isRequired;
            this.editor.setAttribute("aria-invalid", String(message !== ""));
            this.editor.setAttribute("aria-describedby", this.message.id);
        }
    }

    private showValue(): void {
        const value = this.attribute.getValue();
        if (!isEditor(this.editor)) {
            this.editor.replaceChildren(...this.links(value as Xrm.LookupValue[] | null));
        } else if (this.editor instanceof HTMLInputElement && this.editor.type === "checkbox") {
            this.editor.checked = value === true;
        } else if (value instanceof Date) {
            this.editor.value = this.attribute.column.isDateOnly ? value.toISOString().slice(0, 10) : local(value);
        } else {
            // What cannot be changed is shown as the service writes it, with currency and separators.
            this.editor.value = this.isDisabled && numbers.has(this.attribute.getAttributeType()) ? this.display() : shown(value);
        }
    }

    private links(references: readonly Xrm.LookupValue[] | null): Node[] {
        return (references ?? []).map(({ id, name, entityType }) => {
            const link = element("a", { href: "#" }, name ?? id);
            link.addEventListener("click", (event) => {
                event.preventDefault();
                this.follow(entityType, id);
            });
            return link;
        });
    }
}

function isEditor(editor: Editor | HTMLElement): editor is Editor {
    return editor instanceof HTMLInputElement || editor instanceof HTMLTextAreaElement || editor instanceof HTMLSelectElement;
}

function local(value: Date): string {
    return new Date(value.getTime() - value.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
