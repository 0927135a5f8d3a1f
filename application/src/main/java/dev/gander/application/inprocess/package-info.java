/// What servers that share a store would have to share, kept in this process alone: leases of
/// turns, the log of events, open questions. All that a single server needs.
@NullMarked
package dev.gander.application.inprocess;

import org.jspecify.annotations.NullMarked;
