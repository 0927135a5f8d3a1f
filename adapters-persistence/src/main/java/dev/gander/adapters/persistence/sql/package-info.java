/// Statements of SQL with named parameters, on JDBC: for the stores in SQLite and in PostgreSQL.
@NullMarked
package dev.gander.adapters.persistence.sql;

import org.jspecify.annotations.NullMarked;
