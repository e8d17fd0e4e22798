import { quoted } from "./ids";
import { read, rowsIn, type Row } from "./http";

/** A value of a choice. */
export interface Option {
    readonly value: number;
    readonly text: string;
}

/** A column of a table. */
export interface Column {
    readonly name: string;
    readonly type: string;
    readonly label: string;
    readonly isRequired: boolean;
    readonly canUpdate: boolean;
    readonly canCreate: boolean;
    readonly maxLength: number | undefined;
    readonly isDateOnly: boolean;
    readonly precision: number | undefined;
}

/** A table, as far as pages need it. */
export interface Table {
    readonly name: string;
    readonly setName: string;
    readonly idColumn: string;
    readonly nameColumn: string | null;
    readonly label: string;
    readonly columns: ReadonlyMap<string, Column>;
}

/** How rows of another table refer to rows of this one. */
export interface Relationship {
    readonly name: string;
    readonly table: string;
    readonly column: string;
}

const casts: Readonly<Record<string, string>> = {
    Picklist: "PicklistAttributeMetadata",
    State: "StateAttributeMetadata",
    Status: "StatusAttributeMetadata",
};

/** Definitions of tables; each is asked for once. */
export class Definitions {
    private readonly tables = new Map<string, Promise<Table>>();
    private readonly choices = new Map<string, Promise<Map<string, Option[]>>>();
    private readonly relationships = new Map<string, Promise<Relationship[]>>();

    /** The definition of a table. */
    table(name: string): Promise<Table> {
        return once(this.tables, name, () => readTable(name));
    }

    /** The values of a choice column. */
    async options(table: string, column: Column): Promise<Option[]> {
        const cast = casts[column.type];
        if (cast === undefined) {
            return [];
        }

        const known = await once(this.choices, `${table}/${cast}`, () => readChoices(table, cast));
        return known.get(column.name) ?? [];
    }

    /** How rows of other tables refer to rows of this one. */
    referencing(table: string): Promise<Relationship[]> {
        return once(this.relationships, table, () => readRelationships(table));
    }
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
    const found = known.get(key) ?? make();
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
}

async function readTable(name: string): Promise<Table> {
    const select = "$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,DisplayName";
    const row = await read(`EntityDefinitions(LogicalName=${quoted(name)})?${select}&$expand=Attributes`);
    const columns = (row["Attributes"] as Row[]).map(columnOf);
    return {
        name,
        setName: row["EntitySetName"] as string,
        idColumn: row["PrimaryIdAttribute"] as string,
        nameColumn: row["PrimaryNameAttribute"] as string | null,
        label: labelOf(row) ?? name,
        columns: new Map(columns.map((column) => [column.name, column])),
    };
}

function columnOf(row: Row): Column {
    const name = row["LogicalName"] as string;
    const level = (row["RequiredLevel"] as { Value?: string } | null | undefined)?.Value;
    const behavior = (row["DateTimeBehavior"] as { Value?: string } | null | undefined)?.Value;
    return {
        name,
        type: row["AttributeType"] as string,
        label: labelOf(row) ?? name,
        isRequired: level === "ApplicationRequired" || level === "SystemRequired",
        canUpdate: row["IsValidForUpdate"] === true,
        canCreate: row["IsValidForCreate"] === true,
        maxLength: (row["MaxLength"] ?? undefined) as number | undefined,
        isDateOnly: behavior === "DateOnly" || row["Format"] === "DateOnly",
        precision: (row["Precision"] ?? undefined) as number | undefined,
    };
}

function labelOf(row: Row): string | undefined {
    const label = row["DisplayName"] ?? row["Label"];
    return (label as { UserLocalizedLabel?: { Label?: string } | null } | null | undefined)?.UserLocalizedLabel?.Label;
}

async function readChoices(table: string, cast: string): Promise<Map<string, Option[]>> {
    const address = `EntityDefinitions(LogicalName=${quoted(table)})/Attributes/Microsoft.Dynamics.CRM.${cast}`;
    const answer = await read(`${address}?$select=LogicalName&$expand=OptionSet`);
    return new Map(
        rowsIn(answer).map((row) => {
            const options = (row["OptionSet"] as { Options?: Row[] } | null | undefined)?.Options ?? [];
            return [row["LogicalName"] as string, options.map((one) => ({ value: one["Value"] as number, text: labelOf(one) ?? String(one["Value"]) }))];
        }),
    );
}

async function readRelationships(table: string): Promise<Relationship[]> {
    const answer = await read(`EntityDefinitions(LogicalName=${quoted(table)})/OneToManyRelationships`);
    return rowsIn(answer).map((row) => ({
        name: row["SchemaName"] as string,
        table: row["ReferencingEntity"] as string,
        column: row["ReferencingAttribute"] as string,
    }));
}
