/// Stored sessions, and the ports of the stores. Start with [Session].
@NullMarked
package dev.gander.domain.session;

import org.jspecify.annotations.NullMarked;
