package dev.gander.application.engine.prompt;

/// The number of a round, counted from 1, and how many there may be.
public record RoundCount(int number, int limit) {}
