package dev.gander.testkit.store;

import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class InMemorySourceFilesTest implements SourceFilesContract {
  private final InMemorySourceFiles sources = new InMemorySourceFiles();

  @Override
  public SourceFiles sources() {
    return sources;
  }

  @Override
  public Path workingDir() {
    return Path.of("/work/p");
  }

  @Override
  public void putIntoWork(Source.Kind kind, String name, String description, String content) {
    sources.put(new Source(kind, name, description, content, workingDir().resolve(name)));
  }

  @Override
  public void putSkill(String name, String content, String value, String file, String text) {
    Path path = workingDir().resolve(name);
    sources.put(
        new Source(Source.Kind.SKILL, name, "", content, path), List.of(value), Map.of(file, text));
  }

  @Override
  public void putTooLarge(String name) {
    sources.refuse(name, name + " is too large");
  }

  @Override
  public void putIntoHome(Source.Kind kind, String name, String description, String content) {
    sources.put(new Source(kind, name, description, content, Path.of("/home").resolve(name)));
  }
}
