import { Frame } from "./app/frame";
import { hashOf, placeOf } from "./app/places";
import { Pages } from "./app/pages";
import { loadAllTexts } from "./app/resource-texts";
import { readSignIn, signInPage, signOut } from "./app/sign-in";
import { Definitions } from "./dataverse/definitions";
import { messageOf } from "./dataverse/http";
import { WebApi } from "./dataverse/web-api";
import { element } from "./page/element";
import { speak, text } from "./page/texts";
import { readUser } from "./session";
import { navigation } from "./xrm/navigation";
import { utilityOf } from "./xrm/utility";

async function start(root: HTMLElement): Promise<void> {
    const known = await readSignIn();
    speak(known.language);
    if (known.user === null) {
        const page = signInPage(known, () => {
            location.reload();
        });
        document.title = text("signIn");
        root.replaceChildren(page);
        return;
    }

    const user = await readUser(known.language);
    speak(user.language);
    const definitions = new Definitions();
    const webApi = new WebApi(definitions);
    Object.assign(globalThis, { Xrm: { Navigation: navigation, Utility: utilityOf(user, definitions), WebApi: webApi } });
    await loadAllTexts(user.language);
    const app = (): string => {
        const place = placeOf(location.hash);
        return place.kind === "apps" ? "" : place.app;
    };
    const pages = new Pages({
        user,
        definitions,
        webApi,
        open: (table, id) => {
            location.hash = hashOf({ kind: "record", app: app(), table, id: id.replace(/[{}]/g, "").toLowerCase() });
        },
        openView: (table, view) => {
            location.hash = hashOf({ kind: "list", app: app(), table, view });
        },
    });
    await new Frame(user, definitions, pages, () => {
        signOut().then(() => {
            location.hash = "";
            location.reload();
        }, () => undefined);
    }).start(root);
}

const root = document.getElementById("root");
if (root !== null) {
    start(root).catch((error: unknown) => {
        root.replaceChildren(element("p", { role: "alert" }, messageOf(error)));
    });
}
