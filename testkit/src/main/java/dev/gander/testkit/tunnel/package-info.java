/// The in-memory twins of the ports for tunnels, their contracts, and a relay.
@NullMarked
package dev.gander.testkit.tunnel;

import org.jspecify.annotations.NullMarked;
