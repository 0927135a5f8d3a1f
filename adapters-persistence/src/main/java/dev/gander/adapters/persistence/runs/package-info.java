/// Runs in Gander's own database.
@NullMarked
package dev.gander.adapters.persistence.runs;

import org.jspecify.annotations.NullMarked;
