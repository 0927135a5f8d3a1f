package dev.gander.adapters.analyze.source;

/// An import as it is written, in one line.
public record Import(String text, int line) {}
