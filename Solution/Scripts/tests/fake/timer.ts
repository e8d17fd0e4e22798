import type { Timer } from "../../src/timer";

/** Time that passes when the test says so. */
export class FakeTimer implements Timer {
    private waiting: (() => void)[] = [];
    /** Called before each time that passes by itself. */
    onWait: (() => void) | undefined;
    waits = 0;

    readonly wait = (): Promise<void> => {
        this.waits++;
        if (this.onWait !== undefined) {
            this.onWait();
            return Promise.resolve();
        }

        return new Promise((resolve) => this.waiting.push(resolve));
    };

    /** How many wait. */
    get sleepers(): number {
        return this.waiting.length;
    }

    /** Lets the time pass that is waited for, and what follows from it happen. */
    async pass(): Promise<void> {
        const due = this.waiting;
        this.waiting = [];
        due.forEach((resolve) => {
            resolve();
        });
        await settled();
    }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
    }
}
