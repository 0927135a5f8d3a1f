/// Turns of several nodes: their leases, events, questions, and the letters between nodes.
@NullMarked
package dev.gander.adapters.postgres.turn;

import org.jspecify.annotations.NullMarked;
