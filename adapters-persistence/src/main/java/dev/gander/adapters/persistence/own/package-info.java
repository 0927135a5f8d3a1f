/// What is Gander's own and not goose's: the file `gander.db`. Start with [OwnDatabase].
@NullMarked
package dev.gander.adapters.persistence.own;

import org.jspecify.annotations.NullMarked;
