/// The protocol on a pair of streams, for clients that start their agent as a child.
@NullMarked
package dev.gander.adapters.acp.stdio;

import org.jspecify.annotations.NullMarked;
