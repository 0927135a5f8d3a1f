package dev.gander.testkit.store;

import dev.gander.domain.source.SkillFolders;
import java.nio.file.Path;

class InMemorySkillFoldersTest implements SkillFoldersContract {
  private final InMemorySkillFolders skills = new InMemorySkillFolders();

  @Override
  public SkillFolders skills() {
    return skills;
  }

  @Override
  public Path project() {
    return Path.of("/work");
  }
}
