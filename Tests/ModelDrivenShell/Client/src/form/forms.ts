import { readAll } from "../dataverse/http";
import { quoted } from "../dataverse/ids";
import { layoutIn, type FormLayout } from "./layout";

const main = 2;
const active = 1;

/** The main form of a table: its default one, or the first there is. */
export async function readForm(table: string): Promise<FormLayout | undefined> {
    const filter = `objecttypecode eq ${quoted(table)} and type eq ${String(main)} and formactivationstate eq ${String(active)}`;
    const forms = await readAll(`systemforms?$select=formid,name,formxml,isdefault&$filter=${filter}&$orderby=name`);
    const form = forms.find((one) => one["isdefault"] === true) ?? forms[0];
    return form && layoutIn(form["formxml"] as string);
}
