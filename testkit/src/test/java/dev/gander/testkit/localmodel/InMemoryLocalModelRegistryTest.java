package dev.gander.testkit.localmodel;

import dev.gander.domain.localmodel.LocalModelRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class InMemoryLocalModelRegistryTest implements LocalModelRegistryContract {
  private final Map<Path, byte[]> files = new HashMap<>();
  private final LocalModelRegistry registry = new InMemoryLocalModelRegistry(files);

  @Override
  public LocalModelRegistry registry() {
    return registry;
  }

  @Override
  public void putFile(Path path) {
    files.put(path.normalize(), new byte[5]);
  }
}
