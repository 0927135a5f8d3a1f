package dev.gander.application.engine.prompt;

/// The number of a round, counted from 1, and the limit.
public record RoundCount(int number, int limit) {}
