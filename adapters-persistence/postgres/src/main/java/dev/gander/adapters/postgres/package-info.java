/// The stores of several servers in PostgreSQL: [PostgresCluster] opens them, on one
/// [dev.gander.adapters.postgres.database.PostgresDatabase].
@NullMarked
package dev.gander.adapters.postgres;

import org.jspecify.annotations.NullMarked;
