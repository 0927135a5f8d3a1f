package dev.gander.testkit.app;

import dev.gander.domain.app.AppFiles;

class InMemoryAppFilesTest implements AppFilesContract {
  private final AppFiles files = new InMemoryAppFiles();

  @Override
  public AppFiles files() {
    return files;
  }
}
