/// One class per use case, and the engine that runs a turn.
@NullMarked
package dev.gander.application;

import org.jspecify.annotations.NullMarked;
