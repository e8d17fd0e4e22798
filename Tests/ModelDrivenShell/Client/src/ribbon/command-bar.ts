import { functionNamed, loadScript } from "../app/resources";
import { messageOf } from "../dataverse/http";
import { button, element } from "../page/element";
import { showModal } from "../page/modal";
import { text } from "../page/texts";
import { attribute } from "../xml";
import { parametersOf } from "./parameters";
import type { Command, Place, Ribbon, RibbonButton } from "./ribbon";
import { holdAll } from "./rules";
import type { Situation } from "./situation";

/** A command of the shell itself. */
export interface OwnCommand {
    readonly label: string;
    readonly run: () => void;
}

/** The buttons of a place: those of the shell, then those of the ribbon whose rules are met now. */
export class CommandBar {
    readonly root = element("div", { class: "commands", role: "toolbar", "aria-label": text("commands") });
    private turn = 0;

    constructor(
        private readonly ribbon: Ribbon,
        private readonly place: Place,
        private readonly own: readonly OwnCommand[],
        private readonly situation: () => Situation,
    ) {
        this.root.append(...own.map(({ label, run }) => button(label, run)));
    }

    /** Asks the rules anew. Of two that go on at once the later one counts. */
    async refresh(): Promise<void> {
        const turn = ++this.turn;
        const situation = this.situation();
        const offered = await Promise.all(
            this.ribbon.buttons(this.place).map(async (shown) => {
                const command = this.ribbon.command(shown.command);
                return command !== undefined && command.actions.length > 0 && (await isOffered(command, situation)) ? { shown, command } : undefined;
            }),
        );
        if (turn === this.turn) {
            this.render(offered.filter((one) => one !== undefined));
        }
    }

    private render(offered: readonly { readonly shown: RibbonButton; readonly command: Command }[]): void {
        const active = document.activeElement;
        const focused = active instanceof HTMLElement && this.root.contains(active) ? active.dataset["id"] : undefined;
        this.root.replaceChildren(
            ...this.own.map(({ label, run }) => button(label, run)),
            ...offered.map(({ shown, command }) =>
                button(shown.label, () => void this.run(command), { "data-id": shown.id, title: shown.tip !== "" && shown.tip }),
            ),
        );
        if (focused !== undefined) {
            this.root.querySelector<HTMLElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus();
        }
    }

    private async run(command: Command): Promise<void> {
        try {
            for (const action of command.actions) {
                await runAction(action, this.situation());
            }
        } catch (error) {
            const ok = { label: text("ok"), value: "", isPrimary: true };
            await showModal(element("p", {}, messageOf(error)), [ok], { title: text("error"), role: "alertdialog" });
        }
    }
}

async function isOffered(command: Command, situation: Situation): Promise<boolean> {
    return (await holdAll(command.displayRules, situation)) && (await holdAll(command.enableRules, situation));
}

async function runAction(action: Element, situation: Situation): Promise<void> {
    const name = attribute(action, "FunctionName") ?? "";
    await loadScript((attribute(action, "Library") ?? "").replace("$webresource:", ""));
    const run = functionNamed(name);
    if (run === undefined) {
        throw new Error(`The script has no function ${name}.`);
    }

    await run(...parametersOf(action, situation));
}
