/// The conversation of one running turn, the model that answers in it, and what its answers cost.
@NullMarked
package dev.gander.application.engine.dialogue;

import org.jspecify.annotations.NullMarked;
