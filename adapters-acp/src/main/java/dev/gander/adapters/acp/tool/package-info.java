/// What a client uses of a session's agent without its model: tools, resources, the system prompt.
@NullMarked
package dev.gander.adapters.acp.tool;

import org.jspecify.annotations.NullMarked;
