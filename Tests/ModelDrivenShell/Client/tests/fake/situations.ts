import type { Situation } from "../../src/ribbon/situation";

/** A record on its form, unless said otherwise. */
export function situation(different: Partial<Situation> = {}): Situation {
    return {
        table: "invoice",
        primaryControl: "the form",
        selected: [],
        count: 0,
        recordId: "00000000-0000-0000-0000-000000000001",
        formState: "Existing",
        value: () => undefined,
        language: 1033,
        privileges: [],
        ...different,
    };
}
