package dev.gander.testkit.policy;

import dev.gander.domain.policy.RealPaths;
import java.nio.file.Path;

class InMemoryRealPathsTest implements RealPathsContract {
  private final InMemoryRealPaths paths = new InMemoryRealPaths();

  @Override
  public RealPaths paths() {
    return paths;
  }

  @Override
  public Path root() {
    return Path.of("/somewhere").toAbsolutePath();
  }

  @Override
  public void link(Path link, Path target) {
    paths.link(link, target);
  }
}
