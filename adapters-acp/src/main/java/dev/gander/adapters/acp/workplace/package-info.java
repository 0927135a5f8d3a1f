/// The client's files and terminal, as the agent works with them.
@NullMarked
package dev.gander.adapters.acp.workplace;

import org.jspecify.annotations.NullMarked;
