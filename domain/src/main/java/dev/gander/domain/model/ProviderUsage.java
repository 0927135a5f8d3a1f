package dev.gander.domain.model;

/// What a call cost in tokens, and the model that the service says it used.
public record ProviderUsage(String model, TokenUsage tokens) {}
