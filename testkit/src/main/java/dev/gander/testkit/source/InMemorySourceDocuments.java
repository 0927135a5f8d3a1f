package dev.gander.testkit.source;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import dev.gander.domain.source.SourceDocuments;
import dev.gander.domain.source.WrittenSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Agents and projects in memory.
public final class InMemorySourceDocuments implements SourceDocuments {
  private static final Path HOME = Path.of("/home/me");

  private final Map<Path, WrittenSource> texts = new ConcurrentSkipListMap<>();

  @Override
  public List<Source> list(Kind kind, @Nullable Path project) {
    Map<String, Source> byName = new LinkedHashMap<>();
    Stream.concat(project == null ? Stream.of() : below(kind, project), below(kind, HOME))
        .forEach(source -> byName.putIfAbsent(source.name().toLowerCase(Locale.ROOT), source));
    return List.copyOf(byName.values());
  }

  private Stream<Source> below(Kind kind, Path root) {
    return texts.keySet().stream()
        .filter(file -> file.startsWith(folder(kind, root)))
        .flatMap(file -> find(kind, file).stream());
  }

  private static Path folder(Kind kind, Path root) {
    return root.resolve(kind == Kind.PROJECT ? "projects" : ".agents/agents");
  }

  @Override
  public Optional<Source> find(Kind kind, Path file) {
    return Optional.ofNullable(texts.get(file))
        .filter(_ -> file.endsWith(folder(kind, Path.of("")).resolve(file.getFileName())))
        .map(text -> source(kind, file, text));
  }

  private static Source source(Kind kind, Path file, WrittenSource text) {
    String stem = file.getFileName().toString().replace(".md", "");
    JsonObject members =
        text.properties()
            .with("name", Json.of(text.name()))
            .with("description", Json.of(text.description()));
    String name = kind == Kind.PROJECT ? stem : text.name();
    return new Source(kind, name, text.description(), text.content().strip(), file, members);
  }

  @Override
  public boolean isGlobal(Kind kind, Path file) {
    return file.startsWith(HOME);
  }

  @Override
  public Path create(Kind kind, @Nullable Path project, String stem, WrittenSource text) {
    Path root = project == null || kind == Kind.PROJECT ? HOME : project;
    Path file = folder(kind, root).resolve(stem + ".md");
    if (texts.putIfAbsent(file, text) != null) {
      throw new Conflict("There is a file " + file + " already");
    }
    return file;
  }

  @Override
  public void change(Kind kind, Path file, WrittenSource text) {
    require(kind, file);
    texts.put(file, text);
  }

  @Override
  public void delete(Kind kind, Path file) {
    require(kind, file);
    texts.remove(file);
  }

  private void require(Kind kind, Path file) {
    if (find(kind, file).isEmpty()) {
      throw new NotFound("There is no such file: " + file);
    }
  }
}
