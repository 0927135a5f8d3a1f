/// One client: what it can do, which sessions it watches, and how its requests find their methods.
@NullMarked
package dev.gander.adapters.acp.connection;

import org.jspecify.annotations.NullMarked;
