package dev.gander.domain.run;

import org.jspecify.annotations.Nullable;

/// A run that another server has left before its end.
///
/// @param dead that server; null if it lives, and has handed the run over
public record LeftRun(Run run, @Nullable String dead) {}
