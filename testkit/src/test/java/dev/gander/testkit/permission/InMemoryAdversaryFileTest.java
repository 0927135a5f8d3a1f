package dev.gander.testkit.permission;

import dev.gander.domain.permission.AdversaryFile;

class InMemoryAdversaryFileTest implements AdversaryFileContract {
  private final InMemoryAdversaryFile file = new InMemoryAdversaryFile();

  @Override
  public AdversaryFile adversary() {
    return file;
  }

  @Override
  public void write(String text) {
    file.write(text);
  }

  @Override
  public void breakIt() {
    file.breakIt();
  }
}
