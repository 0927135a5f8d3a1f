package dev.gander.bootstrap.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The Markdown files of the checkout.
final class Documents {
  /// @param name from the root of the checkout, as in `docs/keys.md`
  record Document(String name, String text) {}

  private Documents() {}

  /// Those whose commands are run: the readme first, then `docs` by name, without the decisions.
  static List<Document> withCommands() throws IOException {
    List<Document> all = new ArrayList<>(List.of(read(Path.of("README.md"))));
    all.addAll(in(Path.of("docs"), 1));
    all.add(read(Path.of("CONTRIBUTING.md")));
    return all;
  }

  /// All that may have links.
  static List<Document> all() throws IOException {
    List<Document> all =
        new ArrayList<>(
            List.of(
                read(Path.of("README.md")),
                read(Path.of("CONTRIBUTING.md")),
                read(Path.of("CHANGELOG.md")),
                read(Path.of("support/README.md")),
                read(Path.of("bench/README.md"))));
    all.addAll(in(Path.of("docs"), 2));
    all.addAll(in(Path.of("examples"), 3));
    all.addAll(in(Path.of("contract"), 1));
    return all;
  }

  private static List<Document> in(Path folder, int depth) throws IOException {
    List<Document> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Sources.ROOT.resolve(folder), depth)) {
      for (Path file :
          files
              .filter(file -> file.toString().endsWith(".md"))
              .filter(file -> !file.toString().contains("/target/"))
              .filter(file -> !file.toString().contains("/node_modules/"))
              .sorted()
              .toList()) {
        found.add(read(Sources.ROOT.relativize(file)));
      }
    }
    return found;
  }

  private static Document read(Path file) throws IOException {
    return new Document(
        file.toString().replace('\\', '/'), Files.readString(Sources.ROOT.resolve(file)));
  }
}
