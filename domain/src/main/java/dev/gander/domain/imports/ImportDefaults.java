package dev.gander.domain.imports;

import java.time.Instant;

/// What stands in for the things that a transcript does not say.
public record ImportDefaults(Instant now, String workingDir) {}
