package dev.gander.domain.extension;

/// The model's answer to a [SamplingRequest].
///
/// @param model the model that answered
public record SamplingAnswer(String model, String text) {}
