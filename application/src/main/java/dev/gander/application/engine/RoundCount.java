package dev.gander.application.engine;

/// The number of a round, counted from 1, and how many there may be.
record RoundCount(int number, int limit) {}
