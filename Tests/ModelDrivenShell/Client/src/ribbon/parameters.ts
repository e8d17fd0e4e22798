import { bracedId } from "../dataverse/ids";
import { attribute } from "../xml";
import type { Chosen, Situation } from "./situation";

type Known = (situation: Situation) => unknown;

const reference = ({ id, name, table }: Chosen): unknown => ({ Id: bracedId(id), Name: name, TypeName: table });
const idsOf = (situation: Situation): string[] => situation.selected.map((one) => bracedId(one.id));
const primaryIds = ({ recordId }: Situation): string[] => (recordId === undefined ? [] : [bracedId(recordId)]);

// https://learn.microsoft.com/power-apps/developer/model-driven-apps/pass-dataverse-data-page-parameter-ribbon-actions
const known: Readonly<Record<string, Known>> = {
    PrimaryControl: (situation) => situation.primaryControl,
    SelectedControl: (situation) => situation.selectedControl,
    SelectedControlSelectedItemReferences: (situation) => situation.selected.map(reference),
    SelectedControlSelectedItemIds: idsOf,
    SelectedControlSelectedItemCount: (situation) => situation.selected.length,
    SelectedControlAllItemCount: (situation) => situation.count,
    FirstSelectedItemId: (situation) => idsOf(situation)[0] ?? null,
    FirstPrimaryItemId: (situation) => primaryIds(situation)[0] ?? null,
    PrimaryItemIds: primaryIds,
    PrimaryEntityTypeName: (situation) => situation.table,
    SelectedEntityTypeName: (situation) => situation.selected[0]?.table ?? situation.table,
    UserLcid: (situation) => situation.language,
};

/** The parameters of a function, in the order in which the ribbon has them. */
export function parametersOf(call: Element, situation: Situation): unknown[] {
    return [...call.children].map((parameter) => valueOf(parameter, situation));
}

function valueOf(parameter: Element, situation: Situation): unknown {
    const value = attribute(parameter, "Value") ?? "";
    switch (parameter.localName) {
        case "CrmParameter":
            return known[value]?.(situation);
        case "BoolParameter":
            return /^(true|1)$/i.test(value);
        case "IntParameter":
        case "DecimalParameter":
            return Number(value);
        default:
            return value;
    }
}
