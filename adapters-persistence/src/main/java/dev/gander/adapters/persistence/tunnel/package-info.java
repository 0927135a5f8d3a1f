/// The lock of the tunnel, which goosed takes as well.
@NullMarked
package dev.gander.adapters.persistence.tunnel;

import org.jspecify.annotations.NullMarked;
