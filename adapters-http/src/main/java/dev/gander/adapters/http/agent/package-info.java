/// `/agent`: the life cycle of a session's agent, its model, tools and extensions.
@NullMarked
package dev.gander.adapters.http.agent;

import org.jspecify.annotations.NullMarked;
