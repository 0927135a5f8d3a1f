package dev.gander.domain.keeping;

import java.nio.file.Path;
import java.time.Instant;

/// A copy of everything that is kept, as it was at one time.
///
/// @param bytes on the disk
/// @param sessions how many of them it has
public record Backup(
    String name, Path place, Instant made, long bytes, long sessions, long messages) {}
