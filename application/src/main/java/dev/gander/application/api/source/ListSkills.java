package dev.gander.application.api.source;

import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the skills in folders.
public final class ListSkills {
  private final SourceFiles sources;

  public ListSkills(SourceFiles sources) {
    this.sources = sources;
  }

  /// @param isGlobal whether it belongs to no project
  /// @param files what else is in its folder
  public record FoundSkill(Source source, boolean isGlobal, List<Path> files) {
    public Path folder() {
      Path parent = source.file().getParent();
      return parent == null ? source.file() : parent;
    }
  }

  /// Sorted by name. A project's skill hides one of the user with the same name.
  ///
  /// @param project its folder, which need not exist; null for the user's skills alone
  public List<FoundSkill> list(@Nullable Path project) {
    List<Source> found = project == null ? sources.usersSkills() : sources.skills(project);
    return found.stream()
        .map(source -> found(source, project))
        .sorted(Comparator.comparing(skill -> skill.source().name()))
        .toList();
  }

  private FoundSkill found(Source source, @Nullable Path project) {
    boolean isGlobal = project == null || !source.file().startsWith(project);
    List<Path> files =
        sources.files(source).stream().map(file -> source.file().resolveSibling(file)).toList();
    return new FoundSkill(source, isGlobal, files);
  }
}
