package dev.gander.testkit.localmodel;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.localmodel.EngineFacts;
import dev.gander.domain.localmodel.LocalEngines;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Engines that run nothing, and remember what was unloaded while its file was there.
public final class InMemoryLocalEngines implements LocalEngines {
  private static final String NONE = "Models on this machine are not installed";

  private final Map<Path, byte[]> files;
  private final List<Path> unloaded = new ArrayList<>();
  private final Set<Path> loaded = new HashSet<>();
  private final Map<String, String> obstacles = new HashMap<>();

  /// @param files of the machine; shared with the registry
  public InMemoryLocalEngines(Map<Path, byte[]> files) {
    this.files = files;
  }

  public synchronized List<Path> unloaded() {
    return List.copyOf(unloaded);
  }

  /// As a message to the model would do.
  public synchronized void load(Path file) {
    loaded.add(file);
  }

  @Override
  public Provider provider(ProviderSettings settings) {
    throw new ProviderException.Unsupported(NONE);
  }

  @Override
  public EngineFacts facts() {
    return EngineFacts.none(NONE);
  }

  @Override
  public synchronized void unload(Path file) {
    if (files.containsKey(file)) {
      unloaded.add(file);
    }
    loaded.remove(file);
  }

  @Override
  public synchronized void evict(Path file) {
    loaded.remove(file);
  }

  /// From now on something is in the way of a model.
  public synchronized void obstruct(String id, String obstacle) {
    obstacles.put(id, obstacle);
  }

  @Override
  public synchronized Optional<String> obstacle(String id) {
    return Optional.ofNullable(obstacles.get(id));
  }

  @Override
  public synchronized boolean isLoaded(Path file) {
    return loaded.contains(file);
  }

  @Override
  public void close() {
    // Nothing runs.
  }
}
