package dev.gander.domain.model;

/// The tokens that a call used, and the model that the service reported.
public record ProviderUsage(String model, TokenUsage tokens) {}
