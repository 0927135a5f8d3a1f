/// Use cases on turns: say something, follow what comes of it, cancel it, answer its questions.
@NullMarked
package dev.gander.application.api.turn;

import org.jspecify.annotations.NullMarked;
