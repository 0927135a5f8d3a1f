/// What is kept of sessions: their names and places, exports, imports, cut conversations.
@NullMarked
package dev.gander.adapters.acp.history;

import org.jspecify.annotations.NullMarked;
