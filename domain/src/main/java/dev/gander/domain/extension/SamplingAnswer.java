package dev.gander.domain.extension;

/// What the model answered to a [SamplingRequest].
///
/// @param model the one that answered
public record SamplingAnswer(String model, String text) {}
