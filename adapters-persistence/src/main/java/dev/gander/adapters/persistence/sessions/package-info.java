/// goose's session database: its schema, its connections and threads, and the two stores on it.
/// Start with [SessionDatabase].
@NullMarked
package dev.gander.adapters.persistence.sessions;

import org.jspecify.annotations.NullMarked;
