package dev.gander.domain.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Agents and projects that users write through a client: Markdown files with front matter, each in
/// a folder where goose looks for its kind. Any other file counts as missing, also one that a link
/// leads to. A project is called as its file; it belongs to no project itself. Thread-safe. Throws
/// [dev.gander.domain.error.StorageException] if the disk fails.
public interface SourceDocuments {
  /// Those of a kind, the project's own first; of several with the same name, whatever its case,
  /// the first. Unreadable ones are left out.
  ///
  /// @param project its folder, which need not exist; null for those that belong to no project
  List<Source> list(Source.Kind kind, @Nullable Path project);

  /// Empty if there is none that may be changed.
  Optional<Source> find(Source.Kind kind, Path file);

  /// Whether it belongs to no project.
  boolean isGlobal(Source.Kind kind, Path file);

  /// @param project its folder; null for one that belongs to no project
  /// @param stem the name of the new file, without its extension
  /// @return the new file
  /// @throws dev.gander.domain.error.Conflict if there is a file with that name
  Path create(Source.Kind kind, @Nullable Path project, String stem, WrittenSource text);

  /// Replaces the text; the file keeps its name.
  ///
  /// @throws dev.gander.domain.error.NotFound if there is no such file
  void change(Source.Kind kind, Path file, WrittenSource text);

  /// @throws dev.gander.domain.error.NotFound if there is no such file
  void delete(Source.Kind kind, Path file);
}
