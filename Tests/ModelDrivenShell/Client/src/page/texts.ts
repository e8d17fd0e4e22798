const texts = {
    ok: ["OK", "OK", "OK"],
    cancel: ["Cancel", "Annuleren", "Abbrechen"],
    close: ["Close", "Sluiten", "Schließen"],
    save: ["Save", "Opslaan", "Speichern"],
    refresh: ["Refresh", "Vernieuwen", "Aktualisieren"],
    signIn: ["Sign in", "Aanmelden", "Anmelden"],
    signOut: ["Sign out", "Afmelden", "Abmelden"],
    apps: ["Apps", "Apps", "Apps"],
    noApp: ["None of your roles opens an app.", "Geen van uw rollen opent een app.", "Keine Ihrer Rollen öffnet eine App."],
    view: ["View", "Weergave", "Ansicht"],
    noView: ["There is no view for this table.", "Er is geen weergave voor deze tabel.", "Für diese Tabelle gibt es keine Ansicht."],
    noForm: ["There is no form for this table.", "Er is geen formulier voor deze tabel.", "Für diese Tabelle gibt es kein Formular."],
    notHere: ["The shell does not show this.", "Dit wordt hier niet getoond.", "Das wird hier nicht gezeigt."],
    noRows: ["There are no rows.", "Er zijn geen rijen.", "Es gibt keine Zeilen."],
    previous: ["Previous page", "Vorige pagina", "Vorherige Seite"],
    next: ["Next page", "Volgende pagina", "Nächste Seite"],
    page: ["Page {0}", "Pagina {0}", "Seite {0}"],
    select: ["Select {0}", "{0} selecteren", "{0} auswählen"],
    selectAll: ["Select all rows of this page", "Alle rijen van deze pagina selecteren", "Alle Zeilen dieser Seite auswählen"],
    search: ["Search", "Zoeken", "Suchen"],
    value: ["Value", "Waarde", "Wert"],
    error: ["Something went wrong", "Er is iets misgegaan", "Etwas ist schiefgegangen"],
    choose: ["Choose records", "Records kiezen", "Datensätze auswählen"],
    add: ["Add", "Toevoegen", "Hinzufügen"],
    required: ["Fill in: {0}", "Vul in: {0}", "Bitte ausfüllen: {0}"],
    commands: ["Commands", "Opdrachten", "Befehle"],
    navigation: ["Navigation", "Navigatie", "Navigation"],
    loading: ["Loading…", "Laden…", "Wird geladen…"],
} as const;

/** A text of the shell itself; everything else comes from the environment. */
export type TextKey = keyof typeof texts;

const languages = [1033, 1043, 1031];
const tags: Readonly<Partial<Record<number, string>>> = { 1031: "de", 1033: "en", 1043: "nl" };

let current = 1033;

/** From now on texts are in this language. */
export function speak(language: number): void {
    current = language;
    document.documentElement.lang = tags[language] ?? "en";
}

/** The language of the user. */
export function languageNow(): number {
    return current;
}

/** A text in the user's language; English where there is none. */
export function text(key: TextKey, ...values: readonly string[]): string {
    const found = texts[key][Math.max(languages.indexOf(current), 0)] ?? texts[key][0];
    return found.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? "");
}

/** The label in the user's language among those of a component: English, or whatever is there, where there is none. */
export function labelIn(labels: readonly { readonly language: number; readonly text: string }[]): string {
    const found = [current, 1033].map((language) => labels.find((label) => label.language === language)).find((label) => label !== undefined);
    return (found ?? labels[0])?.text ?? "";
}
