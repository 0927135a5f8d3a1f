/// The conversation of one running turn, the model that answers in it, and the cost of its answers.
@NullMarked
package dev.gander.application.engine.dialogue;

import org.jspecify.annotations.NullMarked;
