import { button, element, freshId } from "../page/element";
import { text } from "../page/texts";

/** Who may sign in here, and who is. */
export interface SignIn {
    readonly users: readonly string[];
    readonly user: string | null;
    readonly language: number;
}

const address = "/sign-in";
const languages: readonly (readonly [number, string])[] = [
    [1033, "English"],
    [1043, "Nederlands"],
    [1031, "Deutsch"],
];

/** Reads who is signed in. */
export async function readSignIn(): Promise<SignIn> {
    return (await (await fetch(address)).json()) as SignIn;
}

/** Signs somebody in; the host keeps the token. */
export async function signIn(user: string, language: number): Promise<void> {
    await post(address, { user, language });
}

/** Signs out. */
export async function signOut(): Promise<void> {
    await post("/sign-out", {});
}

/** The page that asks who is there. */
export function signInPage({ users, language }: SignIn, done: () => void): HTMLElement {
    const id = freshId("language");
    const choice = element("select", { id }, ...languages.map(([code, name]) => element("option", { value: String(code), selected: code === language }, name)));
    const people = users.map((user) =>
        element("li", {}, button(user, () => void signIn(user, Number(choice.value)).then(done))),
    );
    return element(
        "main",
        { class: "sign-in" },
        element("h1", {}, text("signIn")),
        element("label", { for: id }, "Language / Taal / Sprache"),
        choice,
        element("ul", {}, ...people),
    );
}

async function post(to: string, body: unknown): Promise<void> {
    const response = await fetch(to, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!response.ok) {
        throw new Error(`${String(response.status)} ${response.statusText}`);
    }
}
