/// Sessions and their messages in PostgreSQL, in the columns of goose's own database, so that both
/// read them the same way.
@NullMarked
package dev.gander.adapters.postgres.session;

import org.jspecify.annotations.NullMarked;
