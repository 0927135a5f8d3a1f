/// The state that servers with a common store would have to share, kept within this process: turn
/// leases, the event log, open questions. Sufficient for a single server.
@NullMarked
package dev.gander.application.inprocess;

import org.jspecify.annotations.NullMarked;
