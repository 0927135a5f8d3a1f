package dev.gander.adapters.speech.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// A model's file as it is at a moment: another one may come in its place.
///
/// @param key tells it from another file; null if the system has none
record ModelStamp(Path path, long size, FileTime modified, @Nullable Object key) {
  static ModelStamp at(Path path) throws IOException {
    BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
    return new ModelStamp(path, found.size(), found.lastModifiedTime(), found.fileKey());
  }
}
