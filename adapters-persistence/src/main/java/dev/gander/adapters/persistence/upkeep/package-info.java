/// Sessions that stay, and files that have to be looked at from time to time.
@NullMarked
package dev.gander.adapters.persistence.upkeep;

import org.jspecify.annotations.NullMarked;
