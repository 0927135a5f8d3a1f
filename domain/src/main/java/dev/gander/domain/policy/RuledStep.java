package dev.gander.domain.policy;

import org.jspecify.annotations.Nullable;

/// What rules say about one of the things that a call does.
///
/// @param what for a person: a single command, or the name of the tool
/// @param rule that decides; null if none matches, and for what is not understood
/// @param why in addition, or empty
public record RuledStep(
    String what, PolicyVerdict verdict, @Nullable PolicyRule rule, String why) {}
