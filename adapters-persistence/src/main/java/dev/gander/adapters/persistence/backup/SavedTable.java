package dev.gander.adapters.persistence.backup;

/// What became of the rows of a table.
///
/// @param lost at most so many could not be read: numbers that no row had are among them
public record SavedTable(String name, long saved, long lost) {}
