/// Files for tool results that are too large for a conversation.
@NullMarked
package dev.gander.adapters.persistence.results;

import org.jspecify.annotations.NullMarked;
