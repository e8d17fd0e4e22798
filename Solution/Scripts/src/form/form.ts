import { errands } from "../commands/errands";
import { draftIn, execute, readInvoice } from "../dataverse/client";
import { isRunning } from "../dataverse/invoice";
import { tellError, whileShowing } from "../dialogs/dialogs";
import type { Command } from "../rules/commands";
import type { EnableRules } from "../rules/enabled";
import { text } from "../texts/texts";
import type { Timer } from "../timer";
import { Follower } from "./follower";
import { show, showNothing } from "./view";

type Row = Record<string, unknown>;

/** The form's part of the script. */
export class InvoiceForm {
    private readonly follower: Follower;
    // A dialog that is left with its page never answers: the next page is another one, and not busy.
    private readonly busy = new WeakSet();

    constructor(
        timer: Timer,
        private readonly rules: EnableRules,
    ) {
        this.follower = new Follower(timer, (formContext) => this.refresh(formContext));
    }

    /** Shows how the invoice stands. That is a help: a form opens, and stays usable, without it. */
    async onLoad(formContext: Xrm.FormContext): Promise<void> {
        try {
            await this.showAsItStands(formContext);
        } catch {
            showNothing(formContext);
        }
    }

    /** Whether a command is offered. */
    async isEnabled(command: Command, formContext: Xrm.FormContext): Promise<boolean> {
        return this.rules.onForm(command, () => formContext.data.entity.getId());
    }

    /** Asks, calls, and shows what came of it. A second click while that is under way does nothing. */
    async carryOut(command: Command, formContext: Xrm.FormContext): Promise<void> {
        if (this.busy.has(formContext)) {
            return;
        }

        this.busy.add(formContext);
        try {
            const answer = await this.answerOf(command, formContext);
            if (answer !== undefined) {
                await this.after(command, formContext, answer);
            }
        } finally {
            this.busy.delete(formContext);
        }
    }

    // Undefined where nothing was called. What was refused may have changed all the same, so the form is read anew.
    private async answerOf(command: Command, formContext: Xrm.FormContext): Promise<Row | undefined> {
        const errand = errands[command];
        let number = "";
        try {
            await saveEntries(formContext);
            const invoice = await readInvoice(formContext.data.entity.getId());
            number = invoice.number;
            const request = (await errand.decide([invoice]))?.(invoice);
            return request && (await whileShowing(text(errand.running, { invoice: number }), () => execute(request)));
        } catch (error) {
            await tellError(text(errand.refused, { invoice: number }), error);
            await this.refresh(formContext);
            return undefined;
        }
    }

    private async after(command: Command, formContext: Xrm.FormContext, answer: Row): Promise<void> {
        await this.refresh(formContext);
        if (command === "revise" || command === "reviseDetails") {
            await Xrm.Navigation.openForm({ entityName: "invoice", entityId: draftIn(answer) });
        }
    }

    private async showAsItStands(formContext: Xrm.FormContext): Promise<void> {
        const id = formContext.data.entity.getId();
        if (id === "") {
            showNothing(formContext);
            return;
        }

        const invoice = await readInvoice(id);
        show(formContext, invoice);
        if (isRunning(invoice)) {
            this.follower.follow(formContext, id);
        }
    }

    // An invoice that was deleted, as a canceled corrective draft is, cannot be read anew; the form says so itself.
    private async refresh(formContext: Xrm.FormContext): Promise<void> {
        try {
            await formContext.data.refresh(false);
        } catch {
            return;
        }

        formContext.ui.refreshRibbon();
        await this.onLoad(formContext);
    }
}

// The server acts on what is stored, and the user on what is seen.
async function saveEntries(formContext: Xrm.FormContext): Promise<void> {
    if (formContext.data.getIsDirty()) {
        await formContext.data.save();
    }
}
