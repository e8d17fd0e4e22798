import type { TextKey } from "./keys";

/** The web resource with the texts; the client adds the language. */
const webResource = "pinv_/strings/Invoicing";

const locales: Readonly<Partial<Record<number, string>>> = { 1031: "de-DE", 1033: "en-US", 1043: "nl-NL" };

/** A text in the user's language, with values in its placeholders. */
export function text(key: TextKey, values: Readonly<Record<string, string>> = {}): string {
    // Null where the base language of the organization has none of these texts.
    const found = Xrm.Utility.getResourceString(webResource, key) as string | null;
    return (found ?? key).replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** The user's language, as pages name it. */
export function languageTag(): string {
    return localeOfUser() ?? "en";
}

/** A whole number as the user's language writes it. */
export function numeral(value: number): string {
    return new Intl.NumberFormat(localeOfUser()).format(value);
}

function localeOfUser(): string | undefined {
    return locales[Xrm.Utility.getGlobalContext().userSettings.languageId];
}
