package dev.gander.domain.run;

/// A run that a dead server had not ended.
///
/// @param server the dead one
public record LeftRun(Run run, String server) {}
