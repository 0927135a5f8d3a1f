/// Finds a name for a session.
@NullMarked
package dev.gander.application.engine.naming;

import org.jspecify.annotations.NullMarked;
