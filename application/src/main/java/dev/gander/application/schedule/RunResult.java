package dev.gander.application.schedule;

import dev.gander.domain.model.TokenUsage;
import org.jspecify.annotations.Nullable;

/// What came of a run that has had its turn.
///
/// @param problem why it did not succeed; null if it did
/// @param cost in US dollars; null if unknown
record RunResult(@Nullable String problem, TokenUsage tokens, @Nullable Double cost) {}
