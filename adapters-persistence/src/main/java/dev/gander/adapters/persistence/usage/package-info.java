/// What was used, and the limits of sessions, in `gander.db`.
@NullMarked
package dev.gander.adapters.persistence.usage;

import org.jspecify.annotations.NullMarked;
