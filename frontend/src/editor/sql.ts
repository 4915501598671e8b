/** The editor's language for problems in SQL. */

import { sql, SQLite } from "@codemirror/lang-sql";
import type { Extension } from "@codemirror/state";

/** SQLite's dialect, keywords in capitals when they are completed. */
export function sqlite(): Extension {
  return sql({ dialect: SQLite, upperCaseKeywords: true });
}
