import type { Command } from "../rules/commands";
import { cancel } from "./cancel";
import { confirm } from "./confirm";
import type { Errand } from "./errand";
import { resend } from "./resend";
import { resume } from "./resume";
import { revise, reviseDetails } from "./revise";
import { withdraw } from "./withdraw";

/** What each command says, asks and calls. */
export const errands: Readonly<Record<Command, Errand>> = { confirm, revise, reviseDetails, resume, cancel, resend, withdraw };
