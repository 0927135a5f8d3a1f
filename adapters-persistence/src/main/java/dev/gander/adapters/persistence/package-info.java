/// Everything that outlives the process; each kind of data has a package below.
@NullMarked
package dev.gander.adapters.persistence;

import org.jspecify.annotations.NullMarked;
