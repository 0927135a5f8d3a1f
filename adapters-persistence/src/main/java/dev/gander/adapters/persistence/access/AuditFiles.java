package dev.gander.adapters.persistence.access;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of the audit log: `audit.jsonl`, and those that have grown too large, under names that
/// sort by their first line, as `audit-000000000001.jsonl`.
///
/// @param folder need not exist
record AuditFiles(Path folder) {
  private static final String OLD = "audit-????????????.jsonl";

  Path current() {
    return folder.resolve("audit.jsonl");
  }

  Path lock() {
    return folder.resolve("audit.lock");
  }

  Path old(long firstNumber) {
    return folder.resolve("audit-%012d.jsonl".formatted(firstNumber));
  }

  /// Those that exist, the oldest first.
  List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, OLD)) {
        old.forEach(all::add);
      }
      all.sort(null);
      if (Files.exists(current())) {
        all.add(current());
      }
    }
    return all;
  }
}
