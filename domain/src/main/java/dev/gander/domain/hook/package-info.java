/// Hooks: commands of the user's plugins that run beside the agent's work and may object to it.
@NullMarked
package dev.gander.domain.hook;

import org.jspecify.annotations.NullMarked;
