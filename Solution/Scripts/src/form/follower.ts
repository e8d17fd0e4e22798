import { readInvoice } from "../dataverse/client";
import { plainId } from "../dataverse/ids";
import { isRunning, type Invoice } from "../dataverse/invoice";
import type { Timer } from "../timer";
import { refreshChunks, refreshFields, show, showLost } from "./view";

const interval = 4000;

/** How often in a row reading may fail before the progress is given up: a line may be gone for a moment. */
const mostFailures = 5;

/** Shows how far an invoice is until it is done. There is one on a page: whatever is followed anew replaces what was followed before. */
export class Follower {
    private current: object | undefined;
    private followed: { readonly formContext: Xrm.FormContext; readonly id: string } | undefined;

    constructor(
        private readonly timer: Timer,
        private readonly onEnd: (formContext: Xrm.FormContext) => Promise<void>,
    ) {}

    /** Follows an invoice, unless it is followed already. */
    follow(formContext: Xrm.FormContext, id: string): void {
        const record = plainId(id);
        if (this.followed?.formContext === formContext && this.followed.id === record) {
            return;
        }

        const turn = {};
        this.current = turn;
        this.followed = { formContext, id: record };
        // What throws here is the form that is not there any more.
        this.run(turn, formContext, record).catch(() => {
            this.end(turn);
        });
    }

    private async run(turn: object, formContext: Xrm.FormContext, id: string): Promise<void> {
        const page = pageNow();
        const isThere = (): boolean => this.current === turn && pageNow() === page && idOn(formContext) === id;
        let failures = 0;
        while (failures < mostFailures) {
            await this.timer.wait(interval);
            if (!isThere()) {
                break;
            }

            const invoice = await readOrNothing(id);
            if (!isThere()) {
                break;
            }

            failures = invoice === undefined ? failures + 1 : 0;
            if (invoice !== undefined && (await this.isDone(turn, formContext, invoice))) {
                return;
            }
        }

        this.leave(turn, formContext, failures);
    }

    private async isDone(turn: object, formContext: Xrm.FormContext, invoice: Invoice): Promise<boolean> {
        show(formContext, invoice);
        refreshChunks(formContext);
        if (isRunning(invoice)) {
            await refreshOrNothing(formContext, invoice);
            return false;
        }

        this.end(turn);
        await this.onEnd(formContext);
        return true;
    }

    private leave(turn: object, formContext: Xrm.FormContext, failures: number): void {
        this.end(turn);
        if (failures === mostFailures) {
            showLost(formContext);
        }
    }

    private end(turn: object): void {
        if (this.current === turn) {
            this.current = undefined;
            this.followed = undefined;
        }
    }
}

async function readOrNothing(id: string): Promise<Invoice | undefined> {
    try {
        return await readInvoice(id);
    } catch {
        return undefined;
    }
}

// The notice tells it all the same.
async function refreshOrNothing(formContext: Xrm.FormContext, invoice: Invoice): Promise<void> {
    try {
        await refreshFields(formContext, invoice);
    } catch {
        return;
    }
}

// A form that was left may still answer, or throw.
function idOn(formContext: Xrm.FormContext): string | undefined {
    try {
        return plainId(formContext.data.entity.getId());
    } catch {
        return undefined;
    }
}

// Some pages have no context.
function pageNow(): string {
    try {
        return JSON.stringify(Xrm.Utility.getPageContext().input);
    } catch {
        return "";
    }
}
