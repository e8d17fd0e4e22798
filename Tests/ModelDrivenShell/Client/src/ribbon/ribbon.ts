import { attribute, below, child, children, flag, parseXml } from "../xml";
import { labelIn } from "../page/texts";

/** Where a command bar stands, as the ids of the ribbon name it. */
export type Place = "Form" | "HomepageGrid" | "SubGrid";

/** A button of a command bar. */
export interface RibbonButton {
    readonly id: string;
    readonly command: string;
    readonly label: string;
    readonly tip: string;
    readonly sequence: number;
}

/** What a button does, and when it is there. */
export interface Command {
    readonly id: string;
    readonly enableRules: readonly Element[];
    readonly displayRules: readonly Element[];
    readonly actions: readonly Element[];
}

/** The ribbon of a table, as `RetrieveEntityRibbon` tells it or as a solution adds to it. */
export class Ribbon {
    private readonly labels: Map<string, string>;

    constructor(private readonly root: Element) {
        this.labels = new Map([...root.getElementsByTagName("LocLabel")].map((label) => [attribute(label, "Id") ?? "", titleOf(label)]));
    }

    static read(xml: string): Ribbon {
        return new Ribbon(parseXml(xml));
    }

    /** The buttons of a place, in their order. What opens a menu is not among them. */
    buttons(place: Place): RibbonButton[] {
        const hidden = new Set([...this.root.getElementsByTagName("HideCustomAction")].map((hide) => hide.getAttribute("HideActionId")));
        return [...this.root.getElementsByTagName("Button")]
            .filter((button) => standsIn(button, place) && !hidden.has(attribute(button, "Id") ?? ""))
            .map((button) => this.buttonOf(button))
            .sort((one, other) => one.sequence - other.sequence);
    }

    /** A command with its rules resolved; undefined where the ribbon does not define it. */
    command(id: string): Command | undefined {
        const found = [...this.root.getElementsByTagName("CommandDefinition")].find((command) => attribute(command, "Id") === id);
        return (
            found && {
                id,
                enableRules: this.rules(below(found, "EnableRules", "EnableRule"), "EnableRules", "EnableRule"),
                displayRules: this.rules(below(found, "DisplayRules", "DisplayRule"), "DisplayRules", "DisplayRule"),
                actions: children(child(found, "Actions"), "JavaScriptFunction"),
            }
        );
    }

    private rules(references: readonly Element[], group: string, kind: string): Element[] {
        const definitions = [...this.root.getElementsByTagName("RuleDefinitions")].flatMap((all) => below(all, group, kind));
        return references.flatMap((reference) => {
            const id = attribute(reference, "Id");
            const definition = definitions.find((one) => attribute(one, "Id") === id);
            return [...(definition?.children ?? [])];
        });
    }

    private buttonOf(button: Element): RibbonButton {
        const action = button.closest("CustomAction");
        return {
            id: attribute(button, "Id") ?? "",
            command: attribute(button, "Command") ?? "",
            label: this.text(attribute(button, "LabelText")),
            tip: this.text(attribute(button, "ToolTipDescription")),
            sequence: Number(attribute(button, "Sequence") ?? (action && attribute(action, "Sequence")) ?? 0),
        };
    }

    private text(value: string | undefined): string {
        const name = /^\$LocLabels:(.+)$/.exec(value ?? "")?.[1];
        return name === undefined ? (value ?? "") : (this.labels.get(name) ?? name);
    }
}

/** What a rule says unless it can be evaluated. */
export function byDefault(rule: Element): boolean {
    return flag(rule, "Default", true);
}

function titleOf(label: Element): string {
    const titles = below(label, "Titles", "Title");
    return labelIn(titles.map((title) => ({ language: Number(title.getAttribute("languagecode")), text: title.getAttribute("description") ?? "" })));
}

// Ids of tabs, groups and controls of the platform and places of custom actions begin alike.
function standsIn(button: Element, place: Place): boolean {
    for (let parent = button.parentElement; parent !== null; parent = parent.parentElement) {
        const id = attribute(parent, "Location") ?? attribute(parent, "Id") ?? "";
        const found = /^Mscrm\.(\w+)\./.exec(id)?.[1];
        if (found === "Form" || found === "HomepageGrid" || found === "SubGrid") {
            return found === place;
        }
    }

    return false;
}
