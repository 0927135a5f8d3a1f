package dev.gander.domain.imports;

import java.time.Instant;

/// Defaults for values that a transcript lacks.
public record ImportDefaults(Instant now, String workingDir) {}
