/** The analyses of this page, shared by the recorder that starts them and the review that shows them. */

import { engine } from "../engine/client";
import { openStore } from "../store/indexed-store";
import { openRecordings } from "../store/recordings";
import { Analyses } from "./analysis";

export const analyses = new Analyses({ engine, openRecordings, openStore });
