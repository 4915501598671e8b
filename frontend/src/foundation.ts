/** What the components share, in one chunk (`frontend/build.mjs`); nothing here does anything when it is loaded. */

import "lit";
import "lit/directives/keyed.js";
import "lit/directives/unsafe-html.js";
import "./engine/client";
import "./engine/link";
import "./parts/fallback";
import "./parts/fetching";
import "./parts/pocket";
import "./parts/times";
import "./store/indexed-store";
