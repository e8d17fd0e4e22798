/**
 * A form as the client API reference describes formContext (https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/clientapi-form-context):
 * only members named there exist.
 */
export class FakeForm {
    readonly notifications = new Map<string, { message: string; level: string }>();
    readonly sections = new Map<string, boolean>([
        ["pinv_finance_status", true],
        ["pinv_finance_chunks", true],
        ["pinv_finance_actuals", true],
    ]);
    readonly calls: string[] = [];
    hasSections = true;
    isDirty = false;
    saveError: unknown;
    isGone = false;
    /** Values of the columns that the form has. */
    readonly fields = new Map<string, number | null>();
    onRefresh: () => void = () => undefined;

    constructor(public id: string) {}

    /** The form as a command gets it. */
    get context(): Xrm.FormContext {
        return {
            data: this.data,
            ui: this.ui,
            getAttribute: (name: string) => this.attribute(name),
            getControl: (name: string) => this.control(name),
        } as unknown as Xrm.FormContext;
    }

    /** What the load event gets. */
    get executionContext(): Xrm.Events.EventContext {
        return { getFormContext: () => this.same } as unknown as Xrm.Events.EventContext;
    }

    /** The same form as often as it is asked for. */
    readonly same: Xrm.FormContext = this.context;

    private get data(): unknown {
        return {
            // The reference says that it has braces; it is empty for a row that is not stored yet.
            entity: { getId: () => this.idOrThrow() },
            getIsDirty: () => this.isDirty,
            save: async () => {
                this.calls.push("save");
                await Promise.resolve();
                if (this.saveError !== undefined) {
                    throw this.saveError as Error;
                }

                this.isDirty = false;
            },
            refresh: async (save: boolean) => {
                this.calls.push(`refresh ${String(save)}`);
                await Promise.resolve();
                this.onRefresh();
            },
        };
    }

    private get ui(): unknown {
        return {
            setFormNotification: (message: string, level: string, uniqueId: string) => {
                this.notifications.set(uniqueId, { message, level });
                return true;
            },
            clearFormNotification: (uniqueId: string) => this.notifications.delete(uniqueId),
            refreshRibbon: () => this.calls.push("refreshRibbon"),
            tabs: { get: (name: string) => (this.hasSections && name === "pinv_finance" ? { sections: { get: (section: string) => this.section(section) } } : null) },
        };
    }

    private attribute(name: string): unknown {
        return this.fields.has(name) ? { getValue: () => this.fields.get(name) } : null;
    }

    private section(name: string): unknown {
        return this.sections.has(name) ? { setVisible: (isVisible: boolean) => this.sections.set(name, isVisible) } : null;
    }

    private control(name: string): unknown {
        return this.hasSections && name === "pinv_chunks" ? { refresh: () => this.calls.push("refresh pinv_chunks") } : null;
    }

    private idOrThrow(): string {
        if (this.isGone) {
            throw new Error("The form is not there any more.");
        }

        return this.id === "" ? "" : `{${this.id.toUpperCase()}}`;
    }
}
