/// What is Gander's own on one machine, shared by several: the same stores as on SQLite, on tables
/// of this database, and the servers that there are.
@NullMarked
package dev.gander.adapters.postgres.own;

import org.jspecify.annotations.NullMarked;
