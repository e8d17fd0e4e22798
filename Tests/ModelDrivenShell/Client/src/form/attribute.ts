import type { Column, Option } from "../dataverse/definitions";
import type { Row } from "../dataverse/http";
import { bracedId } from "../dataverse/ids";
import { referenceIn } from "../view/cells";

type Change = (context: unknown) => void;

const types: Readonly<Record<string, string>> = {
    BigInt: "integer",
    Boolean: "boolean",
    Customer: "lookup",
    DateTime: "datetime",
    Decimal: "decimal",
    Double: "double",
    Integer: "integer",
    Lookup: "lookup",
    Memo: "memo",
    Money: "money",
    Owner: "lookup",
    Picklist: "optionset",
    State: "optionset",
    Status: "optionset",
    String: "string",
};

/** A column on a form, as the client API has it. */
export class FormAttribute {
    /** What fields that show it do when it changes. */
    readonly watchers: (() => void)[] = [];
    private readonly handlers: Change[] = [];
    private value: unknown = null;
    private initial: unknown = null;
    private level: string;
    private submitMode = "dirty";

    constructor(
        readonly column: Column,
        private readonly choices: readonly Option[],
        private readonly contextOf: (source: FormAttribute) => unknown,
    ) {
        this.level = column.isRequired ? "required" : "none";
    }

    /** Takes over what was read. */
    load(row: Row): void {
        this.value = valueIn(row, this.column);
        this.initial = this.value;
        this.tell();
    }

    getName = (): string => this.column.name;
    getAttributeType = (): string => types[this.column.type] ?? "string";
    getFormat = (): string | null => (this.column.type === "DateTime" ? (this.column.isDateOnly ? "date" : "datetime") : null);
    getValue = (): unknown => this.value;
    getInitialValue = (): unknown => this.initial;
    getIsDirty = (): boolean => !isSame(this.value, this.initial);
    getRequiredLevel = (): string => this.level;
    getSubmitMode = (): string => this.submitMode;
    getMaxLength = (): number | undefined => this.column.maxLength;
    getPrecision = (): number | undefined => this.column.precision;
    getOptions = (): readonly Option[] => this.choices;
    getOption = (value: number): Option | null => this.choices.find((option) => option.value === value) ?? null;
    getSelectedOption = (): Option | null => this.getOption(this.value as number);
    getText = (): string => this.getSelectedOption()?.text ?? "";

    setValue = (value: unknown): void => {
        this.value = value === "" || value === undefined ? null : value;
        this.tell();
    };

    setRequiredLevel = (level: string): void => {
        this.level = level;
        this.tell();
    };

    setSubmitMode = (mode: string): void => {
        this.submitMode = mode;
    };

    addOnChange = (handler: Change): void => {
        this.handlers.push(handler);
    };

    removeOnChange = (handler: Change): void => {
        const index = this.handlers.indexOf(handler);
        if (index >= 0) {
            this.handlers.splice(index, 1);
        }
    };

    fireOnChange = (): void => {
        for (const handler of this.handlers) {
            handler(this.contextOf(this));
        }
    };

    private tell(): void {
        for (const watcher of this.watchers) {
            watcher();
        }
    }
}

/** The value as the Web API takes it. */
export function written(attribute: FormAttribute): unknown {
    const value = attribute.getValue();
    if (!(value instanceof Date)) {
        return value;
    }

    return attribute.column.isDateOnly ? value.toISOString().slice(0, "yyyy-mm-dd".length) : value.toISOString();
}

function valueIn(row: Row, column: Column): unknown {
    if (types[column.type] === "lookup") {
        const found = referenceIn(row, column.name);
        return found === undefined ? null : [{ id: bracedId(found.id), name: found.name, entityType: found.table }];
    }

    const value = row[column.name] ?? null;
    return column.type === "DateTime" && typeof value === "string" ? new Date(value) : value;
}

function isSame(one: unknown, other: unknown): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}
