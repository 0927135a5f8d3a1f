/// A way to this server from elsewhere, over a relay that the user names. Start with [TunnelLinks].
@NullMarked
package dev.gander.domain.tunnel;

import org.jspecify.annotations.NullMarked;
