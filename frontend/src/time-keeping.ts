/** What the tools of a rehearsal share, in one chunk (`frontend/build.mjs`); nothing here does anything when it is loaded. */

import "./parts/bell";
import "./parts/clock";
import "./parts/signals";
import "./parts/voice";
import "./parts/wake-lock";
