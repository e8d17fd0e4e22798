import type { Tab, Section } from "./layout";

/** Something with a name that is shown or not: a tab or a section. */
export class Part {
    private readonly watchers: (() => void)[] = [];
    private isShown: boolean;
    private text: string;

    constructor(
        readonly definition: Tab | Section,
        /** The sections of a tab. */
        readonly sections: Collection<Part> | undefined,
        private parent?: Part,
    ) {
        this.isShown = definition.isVisible;
        this.text = definition.label;
    }

    getName = (): string => this.definition.name;
    getLabel = (): string => this.text;
    getParent = (): Part | undefined => this.parent;
    getVisible = (): boolean => this.isShown;

    setVisible = (isVisible: boolean): void => {
        this.isShown = isVisible;
        this.tell();
    };

    setLabel = (label: string): void => {
        this.text = label;
        this.tell();
    };

    /** The sections of a tab know it only once it is there. */
    adopt(children: readonly Part[]): void {
        for (const child of children) {
            child.parent = this;
        }
    }

    watch(watcher: () => void): void {
        this.watchers.push(watcher);
    }

    private tell(): void {
        for (const watcher of this.watchers) {
            watcher();
        }
    }
}

/** A collection as the client API has it (https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/reference/collections). */
export class Collection<T extends { getName: () => string }> {
    constructor(private readonly items: readonly T[]) {}

    get(which: string | number): T | null;
    get(which?: (item: T, index: number) => boolean): T[];
    get(which?: string | number | ((item: T, index: number) => boolean)): T[] | T | null {
        switch (typeof which) {
            case "undefined":
                return [...this.items];
            case "function":
                return this.items.filter(which);
            case "number":
                return this.items[which] ?? null;
            default:
                return this.items.find((item) => item.getName() === which) ?? null;
        }
    }

    forEach(act: (item: T, index: number) => void): void {
        this.items.forEach(act);
    }

    getLength(): number {
        return this.items.length;
    }
}
