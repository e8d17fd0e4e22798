/** Waits; a test has one of its own. */
export interface Timer {
    readonly wait: (milliseconds: number) => Promise<void>;
}

/** The browser's. */
export const browserTimer: Timer = {
    wait: (milliseconds) =>
        new Promise((resolve) => {
            setTimeout(resolve, milliseconds);
        }),
};
