package dev.gander.domain.turn;

import java.time.Instant;

/// The place of a question among those of all sessions: by time, then by id.
///
/// @param since when it was asked
public record QuestionPlace(Instant since, String id) {}
