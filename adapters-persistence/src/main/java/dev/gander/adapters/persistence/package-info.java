/// Everything that outlives the process; one package for each kind of data.
@NullMarked
package dev.gander.adapters.persistence;

import org.jspecify.annotations.NullMarked;
