/// Use cases on turns: start one, follow its events, cancel it, answer its questions.
@NullMarked
package dev.gander.application.api.turn;

import org.jspecify.annotations.NullMarked;
