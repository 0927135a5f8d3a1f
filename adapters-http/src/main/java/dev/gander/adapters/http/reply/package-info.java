/// Turns: `/reply`, `/sessions/{id}/reply|events|cancel`, and people's answers to a turn's
/// questions.
@NullMarked
package dev.gander.adapters.http.reply;

import org.jspecify.annotations.NullMarked;
