import type { Privilege } from "../session";

/** What rules and parameters of commands are about. */
export interface Situation {
    /** The table of the page. */
    readonly table: string;
    /** The form of the page, or the list where there is none. */
    readonly primaryControl: unknown;
    /** The list that the command bar belongs to. */
    readonly selectedControl?: unknown;
    readonly selected: readonly Chosen[];
    /** How many rows a list shows. */
    readonly count: number;
    /** The record of the page; undefined on a list, and on a form for a new one. */
    readonly recordId: string | undefined;
    /** Create, Existing, ReadOnly or Disabled; undefined where there is no form. */
    readonly formState: string | undefined;
    /** The value of a column on the form; undefined where the form has none. */
    readonly value: (column: string) => unknown;
    readonly language: number;
    /** The user's privileges; undefined where they could not be read. */
    readonly privileges: readonly Privilege[] | undefined;
}

/** A row that is chosen in a list. */
export interface Chosen {
    readonly id: string;
    readonly name: string;
    readonly table: string;
}
