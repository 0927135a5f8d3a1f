/// Prompts: what a client says, how its turn goes, cancelling and steering.
@NullMarked
package dev.gander.adapters.acp.prompt;

import org.jspecify.annotations.NullMarked;
