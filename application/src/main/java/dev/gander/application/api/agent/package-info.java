/// Use cases on the agent of a session: start, resume and stop it; change its model, extensions and
/// tools.
@NullMarked
package dev.gander.application.api.agent;

import org.jspecify.annotations.NullMarked;
