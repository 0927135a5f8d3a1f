package dev.gander.testkit.source;

import dev.gander.domain.imports.ForeignSettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The settings that a test puts there.
public final class InMemoryForeignSettings implements ForeignSettings {
  private final List<FoundSettings> found = new CopyOnWriteArrayList<>();

  public void put(FoundSettings settings) {
    found.add(settings);
  }

  @Override
  public List<FoundSettings> find() {
    return List.copyOf(found);
  }
}
