/// Backups, and the rules for what is kept.
@NullMarked
package dev.gander.adapters.http.keeping;

import org.jspecify.annotations.NullMarked;
