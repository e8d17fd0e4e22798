import { functionNamed, loadScript } from "../app/resources";
import { hasPrivilege } from "../session";
import { shown } from "../view/cells";
import { attribute, children, flag } from "../xml";
import { byDefault } from "./ribbon";
import { parametersOf } from "./parameters";
import type { Situation } from "./situation";

type Judge = (rule: Element, situation: Situation) => boolean | undefined | Promise<boolean | undefined>;

/** How long a rule of a script may take: then it counts as not met, as on the platform. */
const patience = 10_000;

// https://learn.microsoft.com/power-apps/developer/model-driven-apps/define-ribbon-enable-rules and define-ribbon-display-rules
const judges: Readonly<Record<string, Judge>> = {
    CustomRule: byScript,
    FormStateRule: (rule, { formState }) => formState === attribute(rule, "State"),
    ValueRule: (rule, { value }) => {
        const field = attribute(rule, "Field") ?? "";
        const found = value(field);
        return found === undefined ? undefined : asText(found) === (rule.getAttribute("Value") ?? "").toLowerCase();
    },
    SelectionCountRule: (rule, { selected }) => {
        const minimum = Number(attribute(rule, "Minimum") ?? 0);
        const maximum = Number(attribute(rule, "Maximum") ?? Number.MAX_SAFE_INTEGER);
        return selected.length >= minimum && selected.length <= maximum;
    },
    EntityRule: (rule, { table }) => {
        const name = attribute(rule, "EntityName");
        return name === undefined || name === table;
    },
    EntityPrivilegeRule: (rule, situation) => {
        const table = attribute(rule, "EntityName") ?? situation.table;
        return hasPrivilege(situation.privileges, `prv${attribute(rule, "PrivilegeType") ?? ""}${table}`, attribute(rule, "PrivilegeDepth"));
    },
    MiscellaneousPrivilegeRule: (rule, { privileges }) =>
        hasPrivilege(privileges, `prv${attribute(rule, "PrivilegeName") ?? ""}`, attribute(rule, "PrivilegeDepth")),
    CrmClientTypeRule: (rule) => attribute(rule, "Type") === "Web",
    CommandClientTypeRule: (rule) => attribute(rule, "Type") === "Refresh",
    CrmOfflineAccessStateRule: (rule) => attribute(rule, "State") === "Online",
    HideForTabletExperienceRule: () => true,
    OrRule: async (rule, situation) => {
        for (const alternative of children(rule, "Or")) {
            if (await holdAll([...alternative.children], situation)) {
                return true;
            }
        }

        return false;
    },
};

/** Whether all rules are met. */
export async function holdAll(rules: readonly Element[], situation: Situation): Promise<boolean> {
    const held = await Promise.all(rules.map((rule) => holds(rule, situation)));
    return held.every(Boolean);
}

/** Whether a rule is met; what cannot be evaluated holds as its default says. */
export async function holds(rule: Element, situation: Situation): Promise<boolean> {
    const judged = await judges[rule.localName]?.(rule, situation);
    if (judged === undefined) {
        return byDefault(rule);
    }

    return judged !== flag(rule, "InvertResult", false);
}

async function byScript(rule: Element, situation: Situation): Promise<boolean> {
    try {
        await loadScript((attribute(rule, "Library") ?? "").replace("$webresource:", ""));
        const judge = functionNamed(attribute(rule, "FunctionName") ?? "");
        return (await inTime(judge?.(...parametersOf(rule, situation)))) === true;
    } catch {
        return false;
    }
}

async function inTime(answer: unknown): Promise<unknown> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => {
            resolve(false);
        }, patience);
    });
    try {
        return await Promise.race([answer, late]);
    } finally {
        clearTimeout(timer);
    }
}

function asText(value: unknown): string {
    return typeof value === "boolean" ? String(Number(value)) : shown(value).toLowerCase();
}
