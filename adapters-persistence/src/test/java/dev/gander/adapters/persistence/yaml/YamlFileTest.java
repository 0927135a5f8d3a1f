package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.config.StoredMap;
import dev.gander.testkit.cluster.StoredMapContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest implements StoredMapContract {
  @TempDir Path folder;
  private YamlFile map;

  @Override
  public StoredMap map() {
    if (map == null) {
      map = YamlFile.plain(folder.resolve("map.yaml"));
    }
    return map;
  }

  @Override
  public StoredMap elsewhere() {
    return YamlFile.plain(folder.resolve("map.yaml"));
  }
}
