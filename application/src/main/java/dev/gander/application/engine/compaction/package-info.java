/// Keeps a conversation within the context of its model.
@NullMarked
package dev.gander.application.engine.compaction;

import org.jspecify.annotations.NullMarked;
