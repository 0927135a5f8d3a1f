/// The database: how it is reached, what happens while it is away, how its tables come to their
/// version, and what its failures mean. Start with [PostgresDatabase].
@NullMarked
package dev.gander.adapters.postgres.database;

import org.jspecify.annotations.NullMarked;
