/// Files that users write for agents, and what the menus behind `/` and `@` offer.
@NullMarked
package dev.gander.adapters.acp.source;

import org.jspecify.annotations.NullMarked;
