package dev.gander.domain.localmodel;

import java.nio.file.Path;

/// A further file of a model on this machine.
///
/// @param filename its path in the repository
/// @param path where it is, or will be
/// @param source its address
/// @param size in bytes; 0 if it is not known
public record StoredFile(String filename, Path path, String source, long size) {}
