package dev.gander.application.run;

import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunState;
import org.jspecify.annotations.Nullable;

/// How the work of a run ended by itself.
///
/// @param reason null if it has succeeded
record RunEnding(RunState state, @Nullable String reason, RunReport report) {}
