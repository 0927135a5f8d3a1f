/// What the databases of Gander's own stores consist of, on one machine and of several servers.
@NullMarked
package dev.gander.adapters.persistence.tables;

import org.jspecify.annotations.NullMarked;
