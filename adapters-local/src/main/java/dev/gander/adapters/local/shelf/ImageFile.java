package dev.gander.adapters.local.shelf;

import java.nio.file.Path;

/// The file with which a model understands images.
///
/// @param bytes its size
public record ImageFile(Path path, long bytes) {}
