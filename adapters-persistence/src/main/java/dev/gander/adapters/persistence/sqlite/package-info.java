/// Files of SQLite: how they are opened, checked, written to by one thread and read by a few, and
/// what their failures mean. Start with [SqliteDatabase].
@NullMarked
package dev.gander.adapters.persistence.sqlite;

import org.jspecify.annotations.NullMarked;
