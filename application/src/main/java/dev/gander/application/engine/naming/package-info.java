/// Suggests names for sessions.
@NullMarked
package dev.gander.application.engine.naming;

import org.jspecify.annotations.NullMarked;
