package dev.gander.testkit.localmodel;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.localmodel.EngineFacts;
import dev.gander.domain.localmodel.LocalEngines;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Engines that run nothing, and remember what was unloaded while its file was there.
public final class InMemoryLocalEngines implements LocalEngines {
  private static final String NONE = "Models on this machine are not installed";

  private final Map<Path, byte[]> files;
  private final List<Path> unloaded = new ArrayList<>();

  /// @param files of the machine; shared with the registry
  public InMemoryLocalEngines(Map<Path, byte[]> files) {
    this.files = files;
  }

  public synchronized List<Path> unloaded() {
    return List.copyOf(unloaded);
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
  }

  @Override
  public void close() {
    // Nothing runs.
  }
}
