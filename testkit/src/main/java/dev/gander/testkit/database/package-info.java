/// A real database server for tests: [PostgresServer].
@NullMarked
package dev.gander.testkit.database;

import org.jspecify.annotations.NullMarked;
