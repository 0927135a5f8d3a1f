/// Messages and events as `session/update` tells them. Knows no connection.
@NullMarked
package dev.gander.adapters.acp.update;

import org.jspecify.annotations.NullMarked;
